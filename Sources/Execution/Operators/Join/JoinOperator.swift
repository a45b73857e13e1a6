import Columnar
import Planning
import SQLTypes

/// Joins of all kinds, by hash where there are keys and by nested loop where there are none.
///
/// ```
/// right side (build)                             left side (probe), morsel by morsel
/// batches ─ keys, hashes ──► JoinBuild           SelectedBatch: batch + selection vector ─ keys, hashes
///     │ cut by the hash's first bits                 │
///     ▼ on all threads                               ▼
/// partition 0 │ partition 1 │ …  = JoinHashTable ◄── JoinCandidates: pairs of a left row and a right row
/// buckets → records: hash, size, row, keys           │ hashes first, then a key after the other, 1024 rows at a time
/// (KeyRowLayout)                                     ▼
///                                                JoinProbe: the further condition over the pairs
///                                                    │
///                                                    ▼
///                                                JoinCursor: unmatched rows of outer joins; semi, anti
///                                                    │ row numbers of both sides
///                                                    ▼
///                                                columns gathered ─► batch    RIGHT, FULL: MatchedRows, then the rest
/// ```
/// The right side breaks the pipeline, the left one streams through. Order: by left row, then by right row.
enum JoinOperator {
  /// `left` and `right` make the inputs; the left one is not run where it cannot matter, and gets to know the right
  /// one's keys where only rows with those come through.
  static func source(
    _ plan: JoinPlan, _ required: RequiredColumns, _ context: ExecutionContext,
    left: (KeyFilters) throws -> any BatchSource, right: () throws -> any BatchSource
  ) throws -> any BatchSource {
    let pairs = plan.requiredOfPairs(for: required)
    let build = try JoinBuild(right(), plan, pairs.slice(plan.left.types.count..<pairs.count), context)
    func leftSource() throws -> any BatchSource { try left(build.keyFilters) }
    if build.rows.count == 0, let source = try withoutRight(plan.kind, leftSource) { return source }
    if plan.kind == .anti(isNullAware: true), plan.isHashed, build.hasNullKeys { return BatchList.empty }
    switch plan.kind {
    case .right, .full: return try withUnmatchedRight(leftSource(), plan, build, required, context)
    case .inner, .left, .semi, .anti: return JoinProbe(try leftSource(), plan, build, required, context)
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
    return BatchList(joined + [Batch(left + right, count: rows.count).unpacked])
  }
}

extension JoinPlan {
  /// Whether the left side is run before the right one, which then need not read what no left row could join: where the
  /// right side is the larger one and its rows do not come out by themselves.
  var runsLeftFirst: Bool {
    guard kind == .left || kind == .semi || kind == .anti(isNullAware: false), !keys.isEmpty else { return false }
    let rightRows = right.estimatedRows
    return rightRows > 1 << 14 && left.estimatedRows < rightRows / 4
  }
}
