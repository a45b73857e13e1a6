import Columnar
import Planning
import SQLTypes

/// Joins of all kinds, by hash where there are keys and by nested loop where there are none.
enum JoinOperator {
  /// `left` and `right` make the inputs; the left one is not run where it cannot matter.
  static func source(
    _ plan: JoinPlan, _ required: RequiredColumns, _ context: ExecutionContext,
    left: () throws -> any BatchSource, right: () throws -> any BatchSource
  ) throws -> any BatchSource {
    let pairs = plan.requiredOfPairs(for: required)
    let build = try JoinBuild(right(), plan, pairs.slice(plan.left.types.count..<pairs.count), context)
    if build.rows.count == 0, let source = try withoutRight(plan.kind, left) { return source }
    if plan.kind == .anti(isNullAware: true), plan.isHashed, build.hasNullKeys { return BatchList.empty }
    switch plan.kind {
    case .right, .full: return try withUnmatchedRight(left(), plan, build, required, context)
    case .inner, .left, .semi, .anti: return JoinProbe(try left(), plan, build, required, context)
    }
  }

  /// The result where the right side has no rows; nil where it takes a join all the same.
  private static func withoutRight(
    _ kind: JoinPlan.Kind, _ left: () throws -> any BatchSource
  ) throws -> (any BatchSource)? {
    switch kind {
    case .inner, .right, .semi: BatchList.empty
    case .anti: try left()
    case .left, .full: nil
    }
  }

  private static func withUnmatchedRight(
    _ input: any BatchSource, _ plan: JoinPlan, _ build: JoinBuild, _ required: RequiredColumns,
    _ context: ExecutionContext
  ) throws -> any BatchSource {
    let matches = MatchedRows(count: build.rows.count)
    let joined = try context.collect(JoinProbe(input, plan, build, required, context, matches: matches))
    let rows = matches.unmatched
    let width = plan.left.types.count
    let left = plan.left.types.map { Column.constant(.null, $0, count: rows.count) }
    let right = required.slice(width..<required.count).gather(build.rows, rows)
    return BatchList(joined + [Batch(left + right, count: rows.count)])
  }
}
