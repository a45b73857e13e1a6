import Columnar
import Loading

/// What became of one table of a load folder.
package struct TableVerdict: Hashable, Sendable {
  package let table: FolderContents.Table
  /// A sentence each; none where the table came back whole.
  package var faults: [String] = []

  init(_ table: FolderContents.Table) { self.table = table }

  package var isWhole: Bool { faults.isEmpty }

  /// `rows` and `checksum` are what came back; nil for no table.
  mutating func compare(rows: Int?, _ checksum: RowChecksum?) {
    guard let rows, let checksum else { return faults.append("load.sql did not make the table") }
    if rows != table.rows {
      faults.append("\(rows) rows came back, \(table.rows) were exported")
    } else if checksum != table.checksum {
      faults.append("some of the \(rows) rows have other values than were exported")
    }
  }
}
