import SQLTypes

/// A Markdown table.
enum MarkdownFormat {
  static func text(_ columns: [OutputColumn], _ rows: TextRows) -> String {
    var text = line(columns.map(\.name))
    text += "|" + columns.map { $0.type.isNumeric ? " ---: |" : " --- |" }.joined() + "\n"
    for row in rows { text += line(row.map { $0 ?? "" }) }
    return text
  }

  private static func line(_ cells: [String]) -> String {
    "|" + cells.map { " \(escaped($0)) |" }.joined() + "\n"
  }

  private static func escaped(_ cell: String) -> String {
    cell.reduce(into: "") { result, character in
      switch character {
      case "|": result += "\\|"
      case "\n", "\r\n": result += "<br>"
      default: result += TerminalText.block(String(character))
      }
    }
  }
}
