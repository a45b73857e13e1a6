import Console
import SQLTypes

/// A line a value, a heading a row: for rows that are wider than a screen.
struct ExpandedFormat: RowWriter {
  private let names: [String]
  private let width: Int
  private var count = 0

  init(_ columns: [OutputColumn]) {
    let names = columns.map { TerminalText.line($0.name) }
    width = names.map(DisplayWidth.of).max() ?? 0
    self.names = names.map { [width] in DisplayWidth.padded($0, width) }
  }

  var head: String { "" }

  mutating func lines(_ rows: TextRows) -> String {
    var text = ""
    for row in rows {
      count += 1
      let title = "-[ RECORD \(count) ]"
      text += title + String(repeating: "-", count: max(0, width + 2 - title.count)) + "\n"
      for (name, cell) in zip(names, row) { text += "\(name) | \(TerminalText.line(cell ?? ""))\n" }
    }
    return text
  }

  var foot: String { count == 0 ? "(0 rows)\n" : "" }
}
