import Columnar
import SQLTypes

/// What ANALYZE COMPRESSION says of a column: the encoding in which the looked-at rows take fewest bytes.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE_COMPRESSION.html
package struct EncodingAdvice: Sendable {
  package let column: String
  /// In hundredths of a percent of what the rows take now.
  package let reduction: Int
  package let encoding: String
  let current: String

  /// Rows of a slice that are looked at, at least.
  package static let leastRows = 100_000

  /// `rows`: how many of the table's first rows to look at. A sort key's columns stay as they are, since scans of a
  /// range would read far more of the other columns than of a key that takes much less.
  package init(_ table: TableEntry, column index: Int, rows: Int) {
    let column = table.definition.columns[index]
    let named = table.definition.encoding(of: column)
    self.column = column.name
    current = named == "none" ? "raw" : named
    guard !table.definition.sortColumns.contains(column.name) else {
      (encoding, reduction) = (current, 0)
      return
    }
    let sizes = EncodingSizes(column.type, table.version.first(rows, of: index)).bytes
    let order = Self.preferred
    let best = sizes.min { left, right in
      (left.value, order.firstIndex(of: left.key) ?? .max) < (right.value, order.firstIndex(of: right.key) ?? .max)
    }
    guard let best, let now = sizes[current], best.value < now else {
      (encoding, reduction) = (current, 0)
      return
    }
    (encoding, reduction) = (best.key, (now - best.value) * 10_000 / now)
  }

  /// Of those that take the same.
  private static let preferred = ["raw", "az64", "zstd", "lzo", "bytedict", "runlength"]
}

extension TableVersion {
  /// A column of the first rows.
  fileprivate func first(_ rows: Int, of column: Int) -> [Column] {
    var left = rows
    var columns: [Column] = []
    for batch in batches where left > 0 {
      columns.append(batch.column(column).slice(0..<min(left, batch.count)).unpacked)
      left -= batch.count
    }
    return columns
  }
}
