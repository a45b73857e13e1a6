import Columnar

/// A table whose load files are written, or on their way to the device: what the lists of its folder tell of it.
struct WrittenTable: Sendable {
  var table: ExportTable
  /// What stands for NULL in its files.
  var nullToken: String
  var survey: TableSurvey
  var checksum: RowChecksum
  /// In the order of their rows.
  var files: [File]

  struct File: Sendable {
    /// In the table's folder.
    var name: String
    var size: Int
  }

  var exported: ExportedTable {
    ExportedTable(
      name: table.definition.name.description, rows: table.rowCount, parts: files.count,
      bytes: files.reduce(0) { $0 + $1.size })
  }
}
