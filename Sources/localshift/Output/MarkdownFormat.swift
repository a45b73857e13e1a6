import Console
import SQLTypes

/// A Markdown table.
struct MarkdownFormat: RowWriter {
  private let columns: [OutputColumn]

  init(_ columns: [OutputColumn]) { self.columns = columns }

  var head: String {
    Self.line(columns.map(\.name)) + "|" + columns.map { $0.type.isNumeric ? " ---: |" : " --- |" }.joined() + "\n"
  }

  func lines(_ rows: TextRows) -> String {
    var text = ""
    for row in rows { text += Self.line(row.map { $0 ?? "" }) }
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
