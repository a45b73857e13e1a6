import Testing

@testable import Console

/// What keys do to a line, without a terminal.
@Suite struct LineEditorTests {
  /// The text after the keys that these bytes are, `|` for the cursor.
  private func line(_ bytes: String, history: [String] = []) -> String {
    var editor = LineEditor(history: history)
    var decoder = KeyDecoder()
    decoder.append(bytes.utf8)
    while let key = decoder.next(isFinal: true) { _ = editor.take(key) }
    return editor.textBeforeCursor + "|" + editor.text.dropFirst(editor.textBeforeCursor.count)
  }

  private let up = "\u{1B}[A"
  private let down = "\u{1B}[B"
  private let right = "\u{1B}[C"
  private let left = "\u{1B}[D"

  @Test func textGoesInAtTheCursor() {
    #expect(line("select 1") == "select 1|")
    #expect(line("ab\(left)x") == "ax|b")
    #expect(line("ab\(left)\(left)\(left)\(right)x") == "ax|b")
    #expect(line("é日本\u{1F468}\u{200D}\u{1F469}\(left)x") == "é日本x|\u{1F468}\u{200D}\u{1F469}")
    #expect(line("e\u{301}\u{7F}x") == "x|")
  }

  @Test func keysMoveTheCursor() {
    #expect(line("one two\u{1}x") == "x|one two")
    #expect(line("one two\u{1B}[Hx\u{1B}[Fy") == "xone twoy|")
    #expect(line("one two\u{1B}bx") == "one x|two")
    #expect(line("one two\u{1B}[1;5Dx") == "one x|two")
    #expect(line("one two\u{1}\u{1B}fx") == "onex| two")
    #expect(line("ab\u{2}\u{2}\u{6}x\u{5}y") == "axby|")
  }

  @Test func keysDelete() {
    #expect(line("abc\u{7F}") == "ab|")
    #expect(line("abc\(left)\u{4}") == "ab|")
    #expect(line("abc\(left)\(left)\u{1B}[3~") == "a|c")
    #expect(line("\u{7F}a") == "a|")
    #expect(line("ab\u{14}") == "ba|")
  }

  @Test func whatIsCutComesBack() {
    #expect(line("one two\u{15}x\u{19}") == "xone two|")
    #expect(line("one two\u{1}\u{B}\u{19}\u{19}") == "one twoone two|")
    #expect(line("a b.c\u{17}") == "a |")
    #expect(line("a b.c\u{1B}\u{7F}") == "a b.|")
    #expect(line("one two\u{17}\u{17}\u{19}") == "one two|")
    #expect(line("one two\u{1}\u{1B}d\u{1B}d\u{5}\u{19}") == "one two|")
  }

  @Test func theHistoryIsWalked() {
    let history = ["first", "second"]
    #expect(line(up, history: history) == "second|")
    #expect(line(up + up + up, history: history) == "first|")
    #expect(line("typed" + up + up + down + down, history: history) == "typed|")
    #expect(line(up + "!" + up + down, history: history) == "second!|")
    #expect(line("\u{1B}<", history: history) == "first|")
  }

  @Test func linesOfOneTextAreWalkedFirst() {
    let history = ["a", "select\n1"]
    #expect(line(up + up, history: history) == "s|elect\n1")
    #expect(line(up + up + down + "0", history: history) == "select\n10|")
    #expect(line(up + up + up, history: history) == "a|")
    #expect(line(up + "\u{1}x", history: history) == "select\nx|1")
    #expect(line(up + "\u{15}", history: history) == "select\n|")
  }

  @Test func theHistoryIsSearched() {
    let history = ["select one", "drop x", "SELECT two", "insert"]
    #expect(line("\u{12}sel\u{5}", history: history) == "SELECT two|")
    #expect(line("\u{12}sel\u{12}\u{5}", history: history) == "select one|")
    #expect(line("\u{12}SEL\u{12}\u{5}", history: history) == "SELECT two|")
    #expect(line("abc\u{12}sel\u{7}", history: history) == "abc|")
    #expect(line("\u{12}selx\u{7F}\u{5}!", history: history) == "SELECT two!|")
  }

  @Test func keysEndTheLine() {
    var editor = LineEditor()
    #expect(editor.take(.control("d")) == .ended)
    #expect(editor.take(.text("x")) == .changed)
    #expect(editor.take(.control("c")) == .interrupted)
    #expect(editor.take(.paste("a\nb")) == .changed)
    #expect(editor.take(.enter) == .accepted("xa\nb"))
    #expect(editor.take(.tab) == .completionWanted)
  }

  @Test func completionReplacesWhatIsTyped() {
    func complete(_ text: String, _ candidates: [String]) -> (String, [String]) {
      var editor = LineEditor()
      editor.insert(text)
      let shown = editor.complete(Completion(replaced: text.count, candidates: candidates))
      return (editor.text, shown)
    }
    #expect(complete("so", ["songs"]) == ("songs ", []))
    #expect(complete("s", ["songplays", "songs"]) == ("song", []))
    #expect(complete("song", ["songplays", "songs"]) == ("song", ["songplays", "songs"]))
    #expect(complete("SEL", ["select"]) == ("select ", []))
    #expect(complete("x", []) == ("x", []))
    #expect(complete("pub", ["public."]) == ("public.", []))
  }
}
