import SQLTypes

/// Taking tokens and saying what is wrong with them.
extension SQLParser {
  /// The token after the current one.
  var next: Token { lexer.token(at: token.end) }

  mutating func advance() throws(Refusal) {
    previousEnd = token.end
    token = lexer.token(at: token.end)
    try check()
  }

  /// Throws what the lexer found wrong with the current token.
  mutating func check() throws(Refusal) {
    let complaint: String
    switch token.kind {
    case .unterminatedString: complaint = "unterminated quoted string"
    case .unterminatedIdentifier: complaint = "unterminated quoted identifier"
    case .unterminatedComment: complaint = "unterminated /* comment"
    case .unterminatedDollar: complaint = "unterminated dollar-quoted string"
    case .emptyIdentifier: complaint = "zero-length delimited identifier"
    case .bitString: throw notSupported("A bit string literal")
    default: return
    }
    throw refuse(SQLError(.syntaxError, "\(complaint) at or near \"\(shownText)\""))
  }

  /// The current token as written.
  var text: String { lexer.source(token.start, token.end) }

  /// The same for people: without what is secret in it.
  var shownText: String { StatementSecrets(of: lexer.bytes).masked(token.start..<token.end) }

  /// The error for a token no rule takes here.
  mutating func unexpected() -> Refusal {
    let context = token.kind == .end ? "at end of input" : "at or near \"\(shownText)\""
    return refuse(SQLError(.syntaxError, "syntax error \(context)", hint: suggestion()))
  }

  mutating func accept(symbol kind: Token.Kind) throws(Refusal) -> Bool {
    guard token.kind == kind else { return false }
    try advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) throws(Refusal) -> Bool {
    guard token.keyword == keyword else { return false }
    try advance()
    return true
  }

  /// Takes both words or neither.
  mutating func accept(_ first: Keyword, _ second: Keyword) throws(Refusal) -> Bool {
    guard at(first, second) else { return false }
    try advance()
    try advance()
    return true
  }

  func at(_ first: Keyword, _ second: Keyword) -> Bool { token.keyword == first && next.keyword == second }

  mutating func expect(symbol kind: Token.Kind) throws(Refusal) {
    guard token.kind == kind else { throw unexpected() }
    try advance()
  }

  mutating func expect(_ keywords: Keyword...) throws(Refusal) {
    for keyword in keywords {
      guard token.keyword == keyword else { throw unexpected() }
      try advance()
    }
  }

  /// `[IF EXISTS]`
  mutating func acceptIfExists() throws(Refusal) -> Bool {
    try accept(.if, .exists)
  }

  /// `[IF NOT EXISTS]`
  mutating func acceptIfNotExists() throws(Refusal) -> Bool {
    guard try accept(.if, .not) else { return false }
    try expect(.exists)
    return true
  }

  /// One or more, with commas between.
  mutating func parseList<Element>(
    _ element: (inout SQLParser) throws(Refusal) -> Element
  ) throws(Refusal) -> [Element] {
    var list = [try element(&self)]
    while try accept(symbol: .comma) { list.append(try element(&self)) }
    return list
  }

  /// `( … )` around a list.
  mutating func parseParenthesizedList<Element>(
    _ element: (inout SQLParser) throws(Refusal) -> Element
  ) throws(Refusal) -> [Element] {
    try expect(symbol: .leftParenthesis)
    let list = try parseList(element)
    try expect(symbol: .rightParenthesis)
    return list
  }

  /// A string literal's value; literals on following lines continue it.
  mutating func parseString() throws(Refusal) -> String {
    try parseStrings { lexer, token in lexer.string(token) }
  }

  /// The same as an option of COPY or UNLOAD reads it: its backslashes stay.
  mutating func parseOptionString() throws(Refusal) -> String {
    try parseStrings { lexer, token in lexer.optionString(token) }
  }

  private mutating func parseStrings(_ read: (Lexer, Token) -> String?) throws(Refusal) -> String {
    guard token.isString else { throw unexpected() }
    var value = ""
    repeat {
      guard let part = read(lexer, token) else {
        throw refuse(
          SQLError(.characterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\" in the string \(shownText)"))
      }
      value += part
      try advance()
    } while token.kind == .string && lexer.bytes[previousEnd..<token.start].contains(0x0A)
    return value
  }

  /// A whole number, perhaps with a sign.
  mutating func parseInteger() throws(Refusal) -> Int {
    let isNegative = try accept(symbol: .minus)
    if !isNegative { _ = try accept(symbol: .plus) }
    guard token.kind == .integer else { throw unexpected() }
    guard let value = Int(text) else {
      throw refuse(SQLError(.numericOutOfRange, "integer out of range"))
    }
    try advance()
    return isNegative ? -value : value
  }

  /// Everything up to the end of the statement.
  mutating func skipStatement() throws(Refusal) {
    while token.kind != .end, token.kind != .semicolon { try advance() }
  }
}
