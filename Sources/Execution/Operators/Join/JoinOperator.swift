import Columnar
import Planning
import SQLTypes

/// Joins of all kinds, by hash where there are keys and by nested loop where there are none.
enum JoinOperator {
  /// `left` and `right` make the inputs; the left one is not run where it cannot matter.
  static func source(
    _ plan: JoinPlan, use: ColumnUse, _ context: RunContext, left: (ColumnUse) throws -> any BatchSource,
    right: (ColumnUse) throws -> any BatchSource
  ) throws -> any BatchSource {
    let (leftUse, rightUse) = inputUse(plan, use)
    let build = try JoinBuild(
      right(rightUse.adding(plan.keys.map(\.right))), plan, use: rightUse, context)
    if build.rows.count == 0, let source = try withoutRight(plan.kind, { try left(leftUse) }) { return source }
    if plan.kind == .anti(isNullAware: true), plan.isHashed, build.hasNullKeys { return BatchList.empty }
    let input = try left(leftUse.adding(plan.keys.map(\.left)))
    switch plan.kind {
    case .right, .full: return try withUnmatchedRight(input, plan, build, use, context)
    default: return JoinProbe(input, plan, build, use: use, context)
    }
  }

  /// What is to be read of both inputs besides the keys.
  private static func inputUse(_ plan: JoinPlan, _ use: ColumnUse) -> (ColumnUse, ColumnUse) {
    let (leftCount, rightCount) = (plan.left.types.count, plan.right.types.count)
    var both = ColumnUse(none: leftCount + rightCount).adding(plan.residual)
    both.add(use)
    return (both.slice(0..<leftCount), both.slice(leftCount..<both.count))
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
    _ input: any BatchSource, _ plan: JoinPlan, _ build: JoinBuild, _ use: ColumnUse, _ context: RunContext
  ) throws -> any BatchSource {
    let matches = MatchedRows(count: build.rows.count)
    let joined = try context.collect(JoinProbe(input, plan, build, use: use, context, matches: matches))
    let rows = matches.unmatched
    let width = plan.left.types.count
    let left = plan.left.types.map { Column.constant(.null, $0, count: rows.count) }
    let right = use.slice(width..<use.count).gather(build.rows, rows)
    return BatchList(joined + [Batch(left + right, count: rows.count)])
  }
}
