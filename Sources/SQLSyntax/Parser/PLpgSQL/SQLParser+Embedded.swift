import SQLTypes

/// SQL within PL/pgSQL, and its cursors.
extension SQLParser {
  /// The text up to the semicolon, or the word `terminator`, outside parentheses; with `cutsInto`, without `INTO
  /// names`, for which blanks stand.
  mutating func takeStatement(
    from start: Int, cutsInto: Bool, to terminator: String? = nil
  ) throws(Refusal) -> (text: String, targets: [QualifiedName]) {
    var depth = 0
    var before = ""
    var rest = start
    var targets: [QualifiedName] = []
    while token.kind != .end, token.kind != .semicolon {
      if depth == 0, let terminator, isWord(terminator) { break }
      if depth == 0, cutsInto, targets.isEmpty, token.keyword == .into, !isIntoTable {
        before = lexer.source(start, token.start)
        let into = token.start
        try advance()
        targets = try parseList { p throws(Refusal) in try p.parseQualifiedName() }
        rest = previousEnd
        before += String(repeating: " ", count: rest - into)
      } else {
        if token.kind == .leftParenthesis { depth += 1 }
        if token.kind == .rightParenthesis { depth -= 1 }
        try advance()
      }
    }
    return (before + lexer.source(rest, max(rest, previousEnd)), targets)
  }

  /// `INTO [TEMP] TABLE name` and `INTO TEMP name`, which name no variables.
  private var isIntoTable: Bool {
    let after = lexer.token(at: next.end)
    return next.keyword == .table
      || (["TEMP", "TEMPORARY"].contains(word(next)) && (after.keyword == .table || after.isName))
  }

  /// A statement that was cut out.
  mutating func parseEmbedded(_ text: String) throws(Refusal) -> Statement {
    let names = lexer.plainNames
    do throws(SQLError) {
      return try SQLParser.parse(text, caseSensitiveIdentifiers: keepsQuotedCase) { p throws(Refusal) in
        try p.take(plainNames: names)
        return try p.parseStatement()
      }
    } catch {
      throw refuse(error)
    }
  }

  /// The query up to the semicolon, and its text.
  mutating func parseEmbeddedQuery() throws(Refusal) -> (Query, String) {
    let (text, _) = try takeStatement(from: token.start, cutsInto: false)
    guard case .query(let query) = try parseEmbedded(text) else { throw unexpected() }
    return (query, text)
  }

  /// `OPEN name [(arguments)]`, `OPEN name FOR query`, `OPEN name FOR EXECUTE text`
  mutating func parseOpen() throws(Refusal) -> ProcedureStatement.Action {
    try advance()
    let name = try parseName()
    if try accept(.for) {
      if token.keyword == .execute { return .open(name, .dynamic(try parseDynamicStatement())) }
      let (query, text) = try parseEmbeddedQuery()
      return .open(name, .query(query, text: text))
    }
    let arguments =
      token.kind == .leftParenthesis
      ? try parseParenthesizedList { p throws(Refusal) in try p.parseExpression() } : []
    return .open(name, .bound(arguments: arguments))
  }

  /// `FETCH [direction] name INTO names`, `MOVE [direction] name`
  mutating func parseProcedureMovement() throws(Refusal) -> ProcedureStatement.Action {
    guard case .cursor(let command) = try parseMovement() else { throw unexpected() }
    switch command {
    case .fetch(let movement):
      try expect(.into)
      return .fetch(movement, into: try parseList { p throws(Refusal) in try p.parseQualifiedName() })
    case .move(let movement): return .move(movement)
    case .declare, .close: throw unexpected()
    }
  }
}
