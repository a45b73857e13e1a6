import SQLTypes

/// Reads one SQL statement of Redshift's dialect into a tree, by recursive descent with a Pratt loop for expressions.
///
/// The parser holds the current token and looks ahead by asking the lexer again; it never backs up. Where only what
/// follows a parenthesis tells a query from an expression (`((SELECT 1) UNION …)` against `((SELECT 1) + 1)`), the
/// inner part is read first and the reading goes on with it as the left operand, so time is linear in the text.
///
/// Nesting is bounded (`maximumDepth`), and so is the height of the trees a loop builds (`maximumHeight`): beyond
/// either is error 54001, because a tree that deep could be neither bound nor freed on an ordinary stack.
package struct SQLParser {
  /// Thrown inside the parser; the reason stays in it. An `SQLError` of 80 bytes in every frame of a deep recursion
  /// would double the stack it takes.
  struct Refusal: Error {}

  static let maximumDepth = 1000
  static let maximumHeight = 12_000

  var lexer: Lexer
  let keepsQuotedCase: Bool
  /// Whether names of a SUPER value's attributes are as written.
  var keepsAttributeCase = false
  var token: Token
  /// Where the last token taken ends: the end of what has been read.
  var previousEnd = 0
  var depth = 0
  /// Height of the tallest sub-tree read since the current one began.
  var height = 0
  /// Off while a DEFAULT is read: COLLATE after it is the column's.
  var takesCollate = true
  /// Keys may be named by the numbers of their columns: in CREATE TABLE AS.
  var takesKeyPositions = false
  /// What stands in `COUNT(name.*)` so far.
  var countedRelations: Set<Identifier> = []
  /// Whether the WHERE clause that is read has a `c(+)`.
  var hasOuterColumns = false
  private var counted = (byte: 0, character: 1)
  private var countedLines = (byte: 0, ends: 0)

  /// Why the reading stopped.
  private var error = SQLError(.internalError, "no statement was refused")

  private init(_ text: String, caseSensitiveIdentifiers: Bool) {
    lexer = Lexer(text)
    keepsQuotedCase = caseSensitiveIdentifiers
    token = lexer.token(at: 0)
  }

  /// The one statement of the text, with or without its semicolon. Errors: 42601, 54001, 0A000.
  package static func parseStatement(
    _ text: String, caseSensitiveIdentifiers: Bool = false, caseSensitiveAttributes: Bool = false
  ) throws(SQLError) -> Statement {
    try parse(text, caseSensitiveIdentifiers: caseSensitiveIdentifiers) { p throws(Refusal) in
      p.keepsAttributeCase = caseSensitiveAttributes
      return try p.parseStatement()
    }
  }

  /// The one expression of the text. Errors: as those of `parseStatement`.
  package static func parseExpression(
    _ text: String, caseSensitiveIdentifiers: Bool = false
  ) throws(SQLError) -> Expression {
    try parse(text, caseSensitiveIdentifiers: caseSensitiveIdentifiers) { p throws(Refusal) in try p.parseExpression() }
  }

  /// The one query of the text. Errors: as those of `parseStatement`.
  package static func parseQuery(_ text: String, caseSensitiveIdentifiers: Bool = false) throws(SQLError) -> Query {
    try parse(text, caseSensitiveIdentifiers: caseSensitiveIdentifiers) { p throws(Refusal) in try p.parseQuery() }
  }

  static func parse<Tree>(
    _ text: String, caseSensitiveIdentifiers: Bool, _ body: (inout SQLParser) throws(Refusal) -> Tree
  ) throws(SQLError) -> Tree {
    var parser = SQLParser(text, caseSensitiveIdentifiers: caseSensitiveIdentifiers)
    do throws(Refusal) {
      try parser.check()
      let tree = try body(&parser)
      try parser.finish()
      return tree
    } catch {
      throw parser.error
    }
  }

  /// Nothing but semicolons may follow.
  private mutating func finish() throws(Refusal) {
    guard token.kind == .semicolon || token.kind == .end else { throw unexpected() }
    while token.kind == .semicolon { try advance() }
    guard token.kind == .end else {
      throw refuse(SQLError(.syntaxError, "cannot insert multiple commands into a prepared statement"))
    }
  }

  /// Counts one level of nesting; `leave` takes it back.
  mutating func enter() throws(Refusal) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw tooDeep() }
  }

  mutating func leave() { depth -= 1 }

  mutating func tooDeep() -> Refusal {
    refuse(
      SQLError(
        SQLState("54001"), "stack depth limit exceeded",
        hint: "The statement is nested too deeply: write it with fewer levels."))
  }

  /// Records the error at the current token, or where it says itself.
  mutating func refuse(_ error: SQLError) -> Refusal {
    self.error = error
    if error.position == nil { self.error.position = here }
    return Refusal()
  }

  /// The 1-based position of a byte, in characters; amortised constant as the reading goes forward.
  mutating func position(_ offset: Int) -> Int {
    if offset < counted.byte { counted = (0, 1) }
    while counted.byte < offset {
      counted.byte += 1
      if counted.byte == lexer.bytes.count || lexer.bytes[counted.byte].startsCharacter { counted.character += 1 }
    }
    return counted.character
  }

  /// How many line ends stand before a byte; amortised constant as the reading goes forward.
  mutating func lineEnds(before offset: Int) -> Int {
    if offset < countedLines.byte { countedLines = (0, 0) }
    countedLines.ends += lexer.bytes[countedLines.byte..<offset].count { $0 == 0x0A }
    countedLines.byte = offset
    return countedLines.ends
  }

  var here: Int {
    mutating get { position(token.start) }
  }
}
