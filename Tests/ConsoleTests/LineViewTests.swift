import System
import Testing

@testable import Console

/// Where a line and its cursor stand on a terminal, and what is kept of it.
@Suite struct LineViewTests {
  private func view(_ text: String, cursor: Int? = nil, width: Int = 10) -> LineView {
    var editor = LineEditor()
    editor.insert(text)
    for _ in 0..<(text.count - (cursor ?? text.count)) { _ = editor.take(.left) }
    return LineView(prompt: "# ", continuation: "- ", editor: editor, width: width)
  }

  @Test func longLinesAreWrapped() {
    #expect(view("abc").rows == ["# abc"])
    #expect(view("abc").cursorColumn == 5)
    let full = view("abcdefgh")
    #expect(full.rows == ["# abcdefgh", ""] && full.cursorRow == 1 && full.cursorColumn == 0)
    let wide = view("abcdefg日")
    #expect(wide.rows == ["# abcdefg", "日"] && wide.cursorRow == 1 && wide.cursorColumn == 2)
    #expect(view("abcdefghij", cursor: 3).cursorColumn == 5)
  }

  @Test func eachLineOfATextHasAPrompt() {
    let view = view("a\nbc", cursor: 3)
    #expect(view.rows == ["# a", "- bc"] && view.cursorRow == 1 && view.cursorColumn == 3)
  }

  @Test func aTerminalSeesNoEscapes() {
    #expect(view("a\u{9B}b\tc").rows == ["# a.b c"])
  }

  @Test func theHistoryOutlivesTheShell() throws {
    let folder = "\(Environment["TMPDIR"] ?? "/tmp")/localshift-history-\(UInt64.random(in: 0...UInt64.max))"
    defer { try? FilePath(folder).removeAll() }
    let path = "\(folder)/state/history"
    var history = History(path: path)
    history.append("select 1")
    history.append("select 1")
    history.append(#"select '\n"# + "\n'")
    history.append("password 'x'", kept: "password '*'")
    #expect(history.entries == ["select 1", #"select '\n"# + "\n'", "password 'x'"])
    #expect(History(path: path).entries == ["select 1", #"select '\n"# + "\n'", "password '*'"])
    #expect(FilePath(path).isKeptToOwner)
  }
}
