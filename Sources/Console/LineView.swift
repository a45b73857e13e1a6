/// A prompt and a line as rows of a terminal, and where the cursor stands in them.
package struct LineView: Hashable, Sendable {
  package private(set) var rows: [String] = [""]
  /// From the top.
  package private(set) var cursorRow = 0
  /// From the left, in columns.
  package private(set) var cursorColumn = 0
  /// Of the row that is being filled.
  private var column = 0
  private let width: Int

  /// `continuation` stands before each further line of a text of several.
  package init(prompt: String, continuation: String, editor: LineEditor, width: Int) {
    self.width = max(2, width)
    if let search = editor.search {
      put("(\(search.isMissing ? "failed " : "")history search) `\(search.pattern)': ")
      markCursor()
      put(search.match ?? editor.text)
      return
    }
    put(prompt)
    for (index, character) in editor.characters.enumerated() {
      if index == editor.cursor { markCursor() }
      if character == "\n" { startRow(continuation) } else { put(character) }
    }
    if editor.cursor == editor.characters.count { markCursor() }
  }

  private mutating func markCursor() {
    // A cursor has no room behind the last column.
    if column == width { startRow("") }
    (cursorRow, cursorColumn) = (rows.count - 1, column)
  }

  private mutating func startRow(_ text: String) {
    rows.append("")
    column = 0
    put(text)
  }

  private mutating func put(_ text: String) {
    for character in text { put(character) }
  }

  private mutating func put(_ character: Character) {
    let shown = character == "\t" || character == "\n" ? " " : TerminalText.line(String(character))
    let columns = DisplayWidth.of(shown)
    if column + columns > width {
      rows.append("")
      column = 0
    }
    rows[rows.count - 1] += shown
    column += columns
  }
}

/// Draws a view over the one before it, by the few sequences that every terminal knows.
struct LinePainter {
  /// The row of the last view in which the cursor was left.
  private var cursorRow = 0

  mutating func text(_ view: LineView) -> String {
    let home = "\r" + Self.move(cursorRow, "A") + "\u{1B}[J"
    cursorRow = view.cursorRow
    return home + view.rows.joined(separator: "\r\n") + "\r" + Self.move(view.rows.count - 1 - view.cursorRow, "A")
      + Self.move(view.cursorColumn, "C")
  }

  /// Puts the cursor below the view, for whatever is written next.
  mutating func leave(_ view: LineView) -> String {
    defer { cursorRow = 0 }
    return Self.move(view.rows.count - 1 - cursorRow, "B") + "\r\n"
  }

  /// After the screen was cleared.
  mutating func forget() { cursorRow = 0 }

  private static func move(_ count: Int, _ direction: Character) -> String {
    count > 0 ? "\u{1B}[\(count)\(direction)" : ""
  }
}
