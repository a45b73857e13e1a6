import Columnar
import Planning
import SQLTypes

/// The left side of a join on its way through: each batch meets the right side's rows.
///
/// Order of the result: by left row, then by right row. An unmatched left row of an outer join comes where it is among
/// the left rows.
struct JoinProbe: BatchSource {
  /// Pairs looked at together, about: what bounds the memory of a join that multiplies its rows.
  private static let pairLimit = 1 << 17

  private let input: any BatchSource
  private let plan: JoinPlan
  private let build: JoinBuild
  /// Of the output.
  private let required: RequiredColumns
  private let context: ExecutionContext
  /// Set for RIGHT and FULL.
  private let matches: MatchedRows?
  /// Of the left and right columns together: what the residual condition reads.
  private let residualColumns: RequiredColumns

  init(
    _ input: any BatchSource, _ plan: JoinPlan, _ build: JoinBuild, _ required: RequiredColumns,
    _ context: ExecutionContext,
    matches: MatchedRows? = nil
  ) {
    self.input = input
    self.plan = plan
    self.build = build
    self.required = required
    self.context = context
    self.matches = matches
    residualColumns = RequiredColumns(none: plan.left.types.count + build.rows.columns.count).adding(plan.residual)
  }

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produceSelected(morsel) { selected in try probe(selected) { try emit($0.unpacked) } }
  }

  func produceSelected(_ morsel: Int, _ emit: (SelectedBatch) throws -> Void) throws {
    try input.produceSelected(morsel) { selected in
      try probe(selected) { try emit(SelectedBatch(batch: $0, selection: nil)) }
    }
  }

  private func probe(_ selected: SelectedBatch, _ emit: (Batch) throws -> Void) throws {
    let candidates = try JoinCandidates(selected, plan, build, context.evaluator)
    var cursor = JoinCursor(plan, candidates)
    var start = JoinCandidates.Position()
    while start.left < selected.count {
      try context.pool.cancellation.check()
      let (found, next) = candidates.pairs(from: start, limit: Self.pairLimit)
      let pairs = try satisfyingResidual(found, selected)
      matches?.add(pairs.right)
      let rows = cursor.advance(through: pairs, to: next.left)
      if rows.count > 0 { try emit(output(rows, selected)) }
      start = next
    }
  }

  private func satisfyingResidual(_ pairs: RowMatches, _ selected: SelectedBatch) throws -> RowMatches {
    guard let residual = plan.residual, pairs.count > 0 else { return pairs }
    let middle = selected.batch.columns.count
    let left = selected.gather(pairs.left, residualColumns.slice(0..<middle)).columns
    let right = residualColumns.slice(middle..<residualColumns.count).gather(build.rows, pairs.right)
    let combined = Batch(left + right, count: pairs.count)
    guard let kept = try context.evaluator.select(residual, combined) else { return pairs }
    return pairs.picking(kept)
  }

  private func output(_ rows: JoinCursor.Rows, _ selected: SelectedBatch) -> Batch {
    let isWhole = rows.count == selected.count && rows.left.isAscendingFromZero
    let width = selected.batch.columns.count
    let left = selected.gather(isWhole ? nil : rows.left, required.slice(0..<width)).columns
    guard let right = rows.right else { return Batch(left, count: rows.count) }
    let indices = GatherIndices(right, hasNoRow: rows.hasNoRow)
    let columns = build.rows.columns.enumerated().map { index, column in
      required[width + index]
        ? column.gather(indices, sharing: true) : Column.constant(.null, column.type, count: right.count)
    }
    return Batch(left + columns, count: rows.count)
  }
}

extension RowMatches {
  fileprivate func picking(_ kept: [UInt32]) -> RowMatches {
    var picked = RowMatches()
    (picked.left, picked.right) = (left.picking(kept), right.picking(kept))
    return picked
  }
}
