import Console
import Planning
import SQLTypes

/// Aligned columns under their names, as psql prints them.
struct TableFormat: RowWriter {
  private let names: [String]
  private let widths: [Int]
  private let rightAligned: [Bool]
  private var count = 0

  /// With columns as wide as these rows need.
  init(_ columns: [OutputColumn], fitting rows: TextRows) {
    names = columns.map { TerminalText.line($0.name) }
    rightAligned = columns.map(\.type.isNumeric)
    var widths = names.map(DisplayWidth.of)
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], DisplayWidth.of(TerminalText.line(cell ?? "")))
      }
    }
    self.widths = widths
  }

  static func text(_ columns: [OutputColumn], _ rows: TextRows) -> String {
    TableFormat(columns, fitting: rows).text(rows)
  }

  var head: String {
    line(names, names.map { _ in false }) + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+")
      + "\n"
  }

  mutating func lines(_ rows: TextRows) -> String {
    var text = ""
    for row in rows {
      text += line(row.map { TerminalText.line($0 ?? "") }, rightAligned)
      count += 1
    }
    return text
  }

  var foot: String { "(\(count) row\(count == 1 ? "" : "s"))\n" }

  private func line(_ cells: [String], _ rightAligned: [Bool]) -> String {
    let padded = cells.indices.map { index in
      " " + DisplayWidth.padded(cells[index], widths[index], right: rightAligned[index])
    }
    var text = padded.joined(separator: " |")
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }
}
