import Columnar
import Planning
import SQLTypes

/// A batch and a selection vector, the rows of it that are meant: an operator that needs few columns of all rows, and
/// all columns of few rows, gathers just these.
///
/// Whole numbers may be packed, as tables keep them: they are a fourth of the memory, and not every operator needs the
/// values (sums, groups and joins go by the offsets). Whoever reads others unpacks them; the evaluator does.
struct SelectedBatch {
  let batch: Batch
  /// Ascending; nil for all rows.
  let selection: [UInt32]?

  var count: Int { selection?.count ?? batch.count }

  /// Values for the rows.
  func evaluate(_ expressions: [BoundExpression], _ evaluator: Evaluator) throws -> [Column] {
    try evaluateStored(expressions, evaluator).map(\.unpacked)
  }

  /// The same, plain columns as they are stored.
  private func evaluateStored(_ expressions: [BoundExpression], _ evaluator: Evaluator) throws -> [Column] {
    let read = RequiredColumns(none: batch.columns.count).adding(expressions)
    return try evaluator.evaluate(all: expressions, gather(nil, read))
  }

  /// Columns that have the values at `rows` of theirs: plain columns are not gathered, and may be packed.
  func columns(_ expressions: [BoundExpression], _ evaluator: Evaluator) throws -> (columns: [Column], rows: [UInt32]?)
  {
    if expressions.allSatisfy(\.isColumn) { return (try evaluator.evaluate(all: expressions, batch), selection) }
    return (try evaluateStored(expressions, evaluator), nil)
  }

  /// The rows at `indices` among these; nil for all of them. Columns stay as they are stored.
  func gather(_ indices: [UInt32]?, _ required: RequiredColumns) -> Batch {
    let all = indices.map { indices in selection?.picking(indices) ?? indices } ?? selection
    guard let all else { return batch }
    return Batch(required.gather(batch, all), count: all.count)
  }
}
