import Columnar
import SQLTypes

/// Keeps the first row of a result, or none, and counts all.
final class RowSink: ResultSink {
  private(set) var columns: [OutputColumn] = []
  private(set) var row: [Value]?
  private(set) var count = 0

  func begin(_ columns: [OutputColumn]) { self.columns = columns }

  func receive(_ batch: Batch) {
    if row == nil { row = batch.columns.map { $0.value(0) } }
    count += batch.count
  }
}
