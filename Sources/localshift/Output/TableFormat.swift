import Planning
import SQLTypes

/// Aligned columns under their names, as psql prints them.
enum TableFormat {
  static func text(_ columns: [OutputColumn], _ rows: TextRows) -> String {
    let cells = rows.map { row in row.map { TerminalText.line($0 ?? "") } }
    let names = columns.map { TerminalText.line($0.name) }
    var widths = names.map(DisplayWidth.of)
    for row in cells {
      for (place, cell) in row.enumerated() { widths[place] = max(widths[place], DisplayWidth.of(cell)) }
    }
    let rule = widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+")
    let head = line(names, widths, columns.map { _ in false })
    let body = cells.map { line($0, widths, columns.map(\.type.isNumeric)) }
    return ([head, rule] + body).joined(separator: "\n") + "\n(\(cells.count) row\(cells.count == 1 ? "" : "s"))\n"
  }

  private static func line(_ cells: [String], _ widths: [Int], _ rightAligned: [Bool]) -> String {
    let padded = cells.indices.map { place in
      " " + DisplayWidth.padded(cells[place], widths[place], right: rightAligned[place])
    }
    var text = padded.joined(separator: " |")
    while text.last == " " { text.removeLast() }
    return text
  }
}
