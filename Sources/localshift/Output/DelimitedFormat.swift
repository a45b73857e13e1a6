import SQLTypes

/// CSV and TSV with a header; NULL is `\N` unless `--null` says otherwise, an empty string `""`, as in load folders.
enum DelimitedFormat {
  static func text(_ columns: [OutputColumn], _ rows: TextRows, delimiter: Character, null: String)
    -> String
  {
    var text = line(columns.map(\.name), delimiter, null)
    for row in rows { text += line(row, delimiter, null) }
    return text
  }

  private static func line(_ cells: [String?], _ delimiter: Character, _ null: String) -> String {
    cells.map { field($0, delimiter, null) }.joined(separator: String(delimiter)) + "\n"
  }

  private static func field(_ cell: String?, _ delimiter: Character, _ null: String) -> String {
    guard let cell else { return null }
    let special = cell.unicodeScalars.contains {
      $0 == "\"" || $0 == "\n" || $0 == "\r" || Character($0) == delimiter
    }
    guard special || cell.isEmpty || cell == null else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
