import SQLTypes

/// CSV and TSV with a header; NULL is `\N` unless `--null` says otherwise, an empty string `""`, as in load folders.
struct DelimitedFormat: RowWriter {
  private let columns: [OutputColumn]
  private let delimiter: Unicode.Scalar
  private let null: String

  init(_ columns: [OutputColumn], delimiter: Unicode.Scalar, null: String) {
    self.columns = columns
    self.delimiter = delimiter
    self.null = null
  }

  var head: String { line(columns.map(\.name)) }

  func lines(_ rows: TextRows) -> String {
    var text = ""
    for row in rows { text += line(row) }
    return text
  }

  private func line(_ cells: [String?]) -> String {
    cells.map(field).joined(separator: String(delimiter)) + "\n"
  }

  private func field(_ cell: String?) -> String {
    guard let cell else { return null }
    let special = cell.unicodeScalars.contains { $0 == "\"" || $0 == "\n" || $0 == "\r" || $0 == delimiter }
    guard special || cell.isEmpty || cell == null else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
