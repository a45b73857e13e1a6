import SQLTypes

/// PREPARE, EXECUTE, DEALLOCATE.
extension SQLParser {
  /// `PREPARE name [(types)] AS SELECT | INSERT | UPDATE | DELETE …`
  mutating func parsePrepare() throws(Refusal) -> Statement {
    try advance()
    let name = try parseName()
    var types: [TypeName] = []
    if token.kind == .leftParenthesis {
      types = try parseParenthesizedList { p throws(Refusal) in try p.parseTypeName() }
    }
    try expect(.as)
    let start = token
    let statement = try parseStatement()
    switch statement {
    case .query, .insert, .update, .delete: break
    default:
      token = start
      throw unexpected()
    }
    return .prepared(
      .prepare(Prepare(name: name, types: types, statement: statement, text: lexer.source(start.start, previousEnd))))
  }

  /// `EXECUTE name [(arguments)]`
  mutating func parseExecute() throws(Refusal) -> Statement {
    try advance()
    let name = try parseName()
    var arguments: [Expression] = []
    if try accept(symbol: .leftParenthesis) {
      if token.kind != .rightParenthesis {
        arguments = try parseList { p throws(Refusal) in try p.parseExpression() }
      }
      try expect(symbol: .rightParenthesis)
    }
    return .prepared(.execute(name: name, arguments: arguments))
  }

  /// `DEALLOCATE [PREPARE] name`; Redshift's has no ALL.
  mutating func parseDeallocate() throws(Refusal) -> Statement {
    try advance()
    if token.keyword == .prepare, next.isName { try advance() }
    guard token.keyword != .all else {
      // psycopg 3 sends it after ROLLBACK and DROP, once it has prepared statements.
      throw refuse(
        SQLError(
          .syntaxError, "syntax error at or near \"\(shownText)\"",
          hint: "Redshift has no DEALLOCATE ALL. With psycopg 3, connect with prepare_threshold=None."))
    }
    return .prepared(.deallocate(name: try parseName()))
  }
}
