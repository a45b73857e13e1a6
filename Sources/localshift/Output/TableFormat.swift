import Planning
import SQLTypes

/// Aligned columns under their names, as psql prints them.
enum TableFormat {
  static func text(_ columns: [OutputColumn], _ rows: TextRows) -> String {
    let cells = rows.map { row in row.map { Self.visible($0 ?? "") } }
    var widths = columns.map(\.name.count)
    for row in cells {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    let rule = widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+")
    let head = line(columns.map(\.name), widths, columns.map { _ in false })
    let body = cells.map { line($0, widths, columns.map(\.type.isNumeric)) }
    return ([head, rule] + body).joined(separator: "\n") + "\n(\(cells.count) row\(cells.count == 1 ? "" : "s"))\n"
  }

  private static func line(_ cells: [String], _ widths: [Int], _ rightAligned: [Bool]) -> String {
    let padded = cells.indices.map { column in
      let blanks = String(repeating: " ", count: widths[column] - cells[column].count)
      return rightAligned[column] ? " \(blanks)\(cells[column])" : " \(cells[column])\(blanks)"
    }
    var text = padded.joined(separator: " |")
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Line ends and other control characters would break the lines.
  private static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else { return text }
    return text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: scalar.value < 0x20 || scalar.value == 0x7f ? "." : String(scalar)
      }
    }.joined()
  }
}
