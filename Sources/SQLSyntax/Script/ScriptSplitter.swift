/// Cuts a script into statements at the semicolons that are not inside quotes, `$$…$$` or comments.
///
/// Text may come in pieces of any size, as from standard input or a prompt; each byte is looked at once:
///
///     var splitter = ScriptSplitter()
///     splitter.append("select ';' -- one; \n; sel")
///     splitter.next()   // select ';' -- one; ⏎ ;   (line 1)
///     splitter.next()   // nil: "sel" may go on
///     splitter.finish() // sel                      (line 2)
///
/// A line that starts with a backslash where a statement may start (a psql command) is a piece of its own, which the
/// parser refuses. A piece of blanks and comments only is none.
package struct ScriptSplitter: Sendable {
  enum Mode {
    case plain, lineComment, blockComment, quoted, identifier, dollarQuoted, command
  }

  /// What a look at the next byte found.
  enum Step {
    /// So many bytes that belong to the statement.
    case statement(Int)
    /// So many bytes of blanks and comments.
    case space(Int)
    /// The statement ends with this byte, or before it.
    case ended(includingByte: Bool)
    /// The bytes at hand do not tell.
    case needsMore
  }

  var bytes: [UInt8] = []
  /// The next byte to look at.
  var index = 0
  var mode = Mode.plain
  /// How deep block comments nest; the `$tag$` that ends a quotation.
  var commentDepth = 0
  var commentStart = (index: 0, line: 1)
  var tag: [UInt8] = []
  /// No more text will come.
  var isFinal = false
  /// Where the pending statement starts.
  var start: Int?
  private var startLine = 1
  var line = 1
  /// End of the last byte that is neither blank nor comment.
  private var end = 0
  /// Bytes of the script that are no longer kept.
  var dropped = 0

  package init() {}

  /// All statements of a whole script.
  package static func split(_ script: String) -> [ScriptStatement] {
    var splitter = ScriptSplitter()
    splitter.append(script)
    var statements: [ScriptStatement] = []
    while let statement = splitter.next() { statements.append(statement) }
    while let statement = splitter.finish() { statements.append(statement) }
    return statements
  }

  /// Nothing is pending: the next byte would start a statement. For a prompt to know whether to ask for more.
  package var isIdle: Bool { start == nil && (mode == .plain || mode == .lineComment) }

  /// Whether what comes next belongs to a quotation or a comment.
  package var isQuoting: Bool { mode != .plain && mode != .lineComment }

  /// What a prompt shows where more is to come: `'`, `"` or `$` in a quotation, `*` in a comment, else `-`.
  package var pendingMark: Character {
    switch mode {
    case .plain, .lineComment, .command: "-"
    case .blockComment: "*"
    case .quoted: "'"
    case .identifier: "\""
    case .dollarQuoted: "$"
    }
  }

  /// More text, however much of a statement it holds.
  package mutating func append(_ text: String) { append(bytes: text.utf8) }

  /// Bytes of UTF-8; a character may be cut between two pieces.
  package mutating func append(bytes more: some Collection<UInt8>) {
    if start == nil, mode != .blockComment { drop() }
    bytes.append(contentsOf: more)
  }

  /// The next statement that has ended; nil when more text is needed.
  package mutating func next() -> ScriptStatement? {
    while index < bytes.count {
      switch step() {
      case .statement(let count):
        take(count)
        end = index
      case .space(let count): take(count)
      case .ended(let includesByte):
        if includesByte {
          take(1)
          end = index
        }
        return finishStatement(isTerminated: true)
      case .needsMore: return nil
      }
    }
    return nil
  }

  /// The next statement, or what is left when the text has ended; nil when there is no more.
  package mutating func finish() -> ScriptStatement? {
    isFinal = true
    if let statement = next() { return statement }
    if mode == .blockComment {
      // Never closed: the parser shall see it and say so.
      if start == nil { (start, startLine) = commentStart }
      end = bytes.count
    }
    mode = .plain
    return finishStatement(isTerminated: false)
  }

  mutating func begin() {
    guard start == nil else { return }
    start = index
    startLine = line
  }

  private mutating func take(_ count: Int) {
    for _ in 0..<count {
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
  }

  private mutating func finishStatement(isTerminated: Bool) -> ScriptStatement? {
    guard let first = start else { return nil }
    start = nil
    let text = String(validating: bytes[first..<end], as: UTF8.self)
    var statement = ScriptStatement(
      text: text ?? String(decoding: bytes[first..<end], as: UTF8.self), line: startLine, offset: dropped + first,
      isTerminated: isTerminated)
    if text == nil { statement.faultOffset = dropped + first + Self.firstFault(in: bytes[first..<end]) }
    return statement
  }

  /// Of bytes that are not UTF-8, how many of them are.
  private static func firstFault(in bytes: ArraySlice<UInt8>) -> Int {
    var whole = 0
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) { whole += UTF8.width(scalar) }
    return whole
  }

  /// Forgets what has been read, when that is most of what is kept.
  private mutating func drop() {
    guard index > bytes.count / 2 else { return }
    bytes.removeFirst(index)
    dropped += index
    index = 0
  }
}
