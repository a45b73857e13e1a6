/// A line while it is typed: what stands in it, where the cursor is, and what a key does to both. It knows no terminal.
///
/// The line may have several lines where a statement of several was taken from the history or pasted.
package struct LineEditor: Sendable {
  /// What the owner is to do about a key.
  package enum Outcome: Hashable, Sendable {
    /// Show the line again.
    case changed
    /// The line is finished.
    case accepted(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D in an empty line.
    case ended
    /// Tab: names for what stands before the cursor are wanted.
    case completionWanted
    /// Ctrl-L.
    case clearScreen
  }

  package internal(set) var characters: [Character] = []
  /// Characters before the cursor.
  package internal(set) var cursor = 0
  var history: HistoryCursor
  /// What was cut last, for Ctrl-Y.
  private var cut = ""
  private var lastKeyCut = false
  package internal(set) var search: HistorySearch?

  /// `entries`: what was typed before, the oldest first.
  package init(history entries: [String] = []) { history = HistoryCursor(entries) }

  package var text: String { String(characters) }
  package var textBeforeCursor: String { String(characters[..<cursor]) }

  package mutating func take(_ key: Key) -> Outcome {
    if search != nil, let outcome = takeInSearch(key) { return outcome }
    let didCut = lastKeyCut
    lastKeyCut = false
    switch key {
    case .text(let text), .paste(let text): insert(text)
    case .enter: return .accepted(text)
    case .tab: return .completionWanted
    case .control("c"): return .interrupted
    case .control("d"):
      if characters.isEmpty { return .ended }
      remove(cursor..<min(cursor + 1, characters.count))
    case .control("l"): return .clearScreen
    case .control("r"): search = HistorySearch(history.entries)
    case .up, .control("p"): moveUp()
    case .down, .control("n"): moveDown()
    case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
    case .delete: remove(cursor..<min(cursor + 1, characters.count))
    case .control("t"): swapCharacters()
    case .control("y"): insert(cut)
    default:
      if !move(key) { takeCut(key, joining: didCut) }
    }
    return .changed
  }

  /// Another text, the cursor behind it.
  mutating func replace(with text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  mutating func insert(_ text: String) {
    // Joined anew, since an accent may belong to the character before it.
    let before = Array(textBeforeCursor + text)
    characters = before + characters[cursor...]
    cursor = before.count
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func swapCharacters() {
    guard cursor > 0, characters.count > 1 else { return }
    let right = min(cursor, characters.count - 1)
    characters.swapAt(right - 1, right)
    cursor = right + 1
  }
}

/// Moving about.
extension LineEditor {
  private mutating func move(_ key: Key) -> Bool {
    switch key {
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = lineStart
    case .end, .control("e"): cursor = lineEnd
    case .wordLeft, .alt("b"): cursor = wordStart
    case .wordRight, .alt("f"): cursor = wordEnd
    case .alt("<"): replace(with: history.first(from: text))
    case .alt(">"): replace(with: history.last(from: text))
    default: return false
    }
    return true
  }

  private var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private var wordStart: Int {
    var index = cursor
    while index > 0, !Self.isWord(characters[index - 1]) { index -= 1 }
    while index > 0, Self.isWord(characters[index - 1]) { index -= 1 }
    return index
  }

  private var wordEnd: Int {
    var index = cursor
    while index < characters.count, !Self.isWord(characters[index]) { index += 1 }
    while index < characters.count, Self.isWord(characters[index]) { index += 1 }
    return index
  }

  /// One line up in a text of several, else back in the history.
  private mutating func moveUp() {
    let start = lineStart
    guard start > 0 else { return replace(with: history.older(than: text)) }
    let column = cursor - start
    cursor = start - 1
    cursor = min(lineStart + column, cursor)
  }

  private mutating func moveDown() {
    let end = lineEnd
    guard end < characters.count else { return replace(with: history.newer(than: text)) }
    let column = cursor - lineStart
    cursor = end + 1
    cursor = min(cursor + column, lineEnd)
  }
}

/// Cutting; what is cut with several keys in a row is kept together.
extension LineEditor {
  private mutating func takeCut(_ key: Key, joining: Bool) {
    switch key {
    case .control("u"): cut(lineStart..<cursor, joining)
    case .control("k"): cut(cursor..<(lineEnd == cursor ? min(cursor + 1, characters.count) : lineEnd), joining)
    case .control("w"): cut(blankStart..<cursor, joining)
    case .wordBackspace: cut(wordStart..<cursor, joining)
    case .alt("d"): cut(cursor..<wordEnd, joining)
    default: break
    }
  }

  private mutating func cut(_ range: Range<Int>, _ joining: Bool) {
    let text = String(characters[range])
    let isBackward = range.upperBound == cursor
    cut = !joining ? text : isBackward ? text + cut : cut + text
    remove(range)
    lastKeyCut = true
  }

  /// The start of what stands between blanks.
  private var blankStart: Int {
    var index = cursor
    while index > 0, characters[index - 1].isWhitespace { index -= 1 }
    while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
    return index
  }
}
