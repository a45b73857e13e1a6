import Columnar
import Planning
import SQLTypes

/// A batch and a selection vector, the rows of it that are meant: an operator that needs few columns of all rows, and
/// all columns of few rows, gathers just these.
struct SelectedBatch {
  let batch: Batch
  /// Ascending; nil for all rows.
  let selection: [UInt32]?

  var count: Int { selection?.count ?? batch.count }

  /// Values for the rows.
  func evaluate(_ expressions: [BoundExpression], _ evaluator: Evaluator) throws -> [Column] {
    guard let selection else { return try evaluator.evaluate(all: expressions, batch) }
    let read = RequiredColumns(none: batch.columns.count).adding(expressions)
    return try evaluator.evaluate(all: expressions, Batch(read.gather(batch, selection), count: selection.count))
  }

  /// Columns that have the values at `rows` of theirs: plain columns are not gathered.
  func columns(_ expressions: [BoundExpression], _ evaluator: Evaluator) throws -> (columns: [Column], rows: [UInt32]?)
  {
    if expressions.allSatisfy(\.isColumn) { return (try evaluator.evaluate(all: expressions, batch), selection) }
    return (try evaluate(expressions, evaluator), nil)
  }

  /// The rows at `indices` among these; nil for all of them.
  func gather(_ indices: [UInt32]?, _ required: RequiredColumns) -> Batch {
    let all = indices.map { indices in selection?.picking(indices) ?? indices } ?? selection
    guard let all else { return batch }
    return Batch(required.gather(batch, all), count: all.count)
  }
}
