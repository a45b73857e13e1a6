import Columnar
import Planning
import SQLTypes

extension RequiredColumns {
  /// The batch's columns at `rows`; NULLs for the columns nobody reads.
  func gather(_ batch: Batch, _ rows: [UInt32]) -> [Column] {
    batch.columns.enumerated().map { index, column in
      self[index] ? column.gather(rows) : Column.constant(.null, column.type, count: rows.count)
    }
  }
}
