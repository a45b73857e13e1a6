import Columnar
import Planning
import SQLTypes

/// Some rows of a batch that nobody has picked out yet: an operator that needs few columns of all rows, and all columns
/// of few rows, picks out just these.
struct SelectedRows {
  let batch: Batch
  /// Ascending; nil for all rows.
  let rows: [UInt32]?

  var count: Int { rows?.count ?? batch.count }

  /// Values for the rows.
  func evaluate(_ expressions: [BoundExpression], _ evaluator: Evaluator) throws -> [Column] {
    guard let rows else { return try evaluator.evaluate(all: expressions, batch) }
    let read = RequiredColumns(none: batch.columns.count).adding(expressions)
    return try evaluator.evaluate(all: expressions, Batch(read.gather(batch, rows), count: rows.count))
  }

  /// Columns that have the values at `rows` of theirs: plain columns are not picked out.
  func columns(_ expressions: [BoundExpression], _ evaluator: Evaluator) throws -> (columns: [Column], rows: [UInt32]?)
  {
    if expressions.allSatisfy(\.isColumn) { return (try evaluator.evaluate(all: expressions, batch), rows) }
    return (try evaluate(expressions, evaluator), nil)
  }

  /// The rows at `places` among these; nil for all of them.
  func gather(_ places: [UInt32]?, _ required: RequiredColumns) -> Batch {
    let all = places.map { places in rows?.picking(places) ?? places } ?? rows
    guard let all else { return batch }
    return Batch(required.gather(batch, all), count: all.count)
  }
}
