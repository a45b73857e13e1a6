/// A table of a page, by the text of its first column; the last column is people's.
///
/// A row that the code adds has an empty note until somebody writes it, and an empty note is an error: see `rows`.
struct ReferenceTable {
  private let head: [String]
  private let notes: [String: String]

  /// The table as it stands in these lines.
  init(head: [String], in lines: [String]) {
    self.head = head
    var notes: [String: String] = [:]
    for line in lines {
      let cells = Self.cells(of: line)
      if cells.count == head.count { notes[cells[0]] = cells[cells.count - 1] }
    }
    self.notes = notes
  }

  /// The table of these rows, which lack the last column.
  func lines(_ rows: [[String]]) -> [String] {
    let full = rows.map { row in row + [notes[row[0].escaped] ?? ""] }
    return [Self.line(head), "|" + String(repeating: "---|", count: head.count)] + full.map(Self.line)
  }

  /// The first cells of those rows that nobody has written a note for.
  func withoutNote(_ rows: [[String]]) -> [String] {
    rows.map { $0[0] }.filter { (notes[$0.escaped] ?? "").isEmpty }
  }

  private static func line(_ cells: [String]) -> String {
    let last = cells.count - 1
    let shown = cells.enumerated().map { index, cell in index == last ? cell : cell.escaped }
    return "| " + shown.joined(separator: " | ") + " |"
  }

  /// The cells between bars that no backslash escapes, with their escapes.
  private static func cells(of line: String) -> [String] {
    guard line.hasPrefix("| "), line.hasSuffix(" |") else { return [] }
    return String(line.dropFirst(2).dropLast(2)).replacing("\\|", with: "\u{1}").components(" | ")
      .map { $0.replacing("\u{1}", with: "\\|") }
  }
}

extension String {
  /// A bar would end the cell.
  fileprivate var escaped: String { replacing("|", with: "\\|") }

  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
