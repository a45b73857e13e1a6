import Planning

/// CSV and TSV with a header; NULL is `\N`, an empty string `""`, as in load folders.
enum DelimitedFormat {
  static func text(_ columns: [OutputColumn], _ rows: TextRows, delimiter: Character) -> String {
    var text = line(columns.map(\.name), delimiter)
    for row in rows { text += line(row, delimiter) }
    return text
  }

  private static func line(_ cells: [String?], _ delimiter: Character) -> String {
    cells.map { field($0, delimiter) }.joined(separator: String(delimiter)) + "\n"
  }

  private static func field(_ cell: String?, _ delimiter: Character) -> String {
    guard let cell else { return "\\N" }
    let special = cell.unicodeScalars.contains {
      $0 == "\"" || $0 == "\n" || $0 == "\r" || Character($0) == delimiter
    }
    guard special || cell.isEmpty || cell == "\\N" else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
