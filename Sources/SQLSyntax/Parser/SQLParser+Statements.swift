extension SQLParser {
  /// One statement, up to its semicolon or the end.
  mutating func parseStatement() throws(Refusal) -> Statement {
    if token.kind == .leftParenthesis { return .query(try parseQuery()) }
    switch token.keyword {
    case .select, .values: return .query(try parseQuery())
    case .with: return try parseWithStatement()
    case .insert: return .insert(try parseInsert())
    case .update: return .update(try parseUpdate(with: []))
    case .delete: return .delete(try parseDelete(with: []))
    case .merge: return .merge(try parseMerge())
    case .create: return try parseCreate()
    case .alter: return try parseAlter()
    case .drop: return try parseDrop()
    case .truncate: return try parseTruncate()
    case .copy: return try parseCopy()
    case .unload: return .unload(try parseUnload())
    case .explain: return try parseExplain()
    default: return try parseSessionStatement()
    }
  }

  private mutating func parseSessionStatement() throws(Refusal) -> Statement {
    switch token.keyword {
    case .set: return try parseSet()
    case .reset: return try parseReset()
    case .use: return try parseUse()
    case .show: return try parseShow()
    case .begin, .start, .commit, .end, .rollback, .abort: return try parseTransaction()
    case .analyze, .analyse: return try parseAnalyze()
    case .vacuum: return try parseVacuum()
    case .grant, .revoke: return try parseGrant()
    case .comment: return try parseComment()
    case .lock: return try parseLock()
    case .savepoint, .release: return try parseSavepoint()
    case .cancel: return try parseCancel()
    case .declare: return try parseDeclare()
    case .fetch, .move: return try parseMovement()
    case .close: return try parseClose()
    case .prepare: return try parsePrepare()
    case .execute: return try parseExecute()
    case .deallocate: return try parseDeallocate()
    case .call: return .routine(try parseCall())
    case .refresh: return try parseRefresh()
    default: return try parseUnsupported()
    }
  }

  /// `WITH … SELECT | UPDATE | DELETE`
  private mutating func parseWithStatement() throws(Refusal) -> Statement {
    try enter()
    defer { leave() }
    let with = try parseWith()
    switch token.keyword {
    case .update: return .update(try parseUpdate(with: with))
    case .delete: return .delete(try parseDelete(with: with))
    default: return .query(try parseQuery(with: with))
    }
  }

  /// `EXPLAIN [VERBOSE] statement`, of those that have a plan (sql.md 4.5).
  private mutating func parseExplain() throws(Refusal) -> Statement {
    try advance()
    let isVerbose = try accept(.verbose)
    let start = token
    let hasPlan = [.select, .with, .values, .insert, .update, .delete, .create].contains(token.keyword)
    guard hasPlan || token.kind == .leftParenthesis else { throw unexpected() }
    let statement = try parseStatement()
    switch statement {
    case .query, .createTableAs, .insert, .update, .delete: return .explain(statement, isVerbose: isVerbose)
    case .unsupported: return statement
    default:
      token = start
      throw unexpected()
    }
  }

  /// Statements of Redshift's that are not built, and words that start none.
  private mutating func parseUnsupported() throws(Refusal) -> Statement {
    let names: [Keyword: String] = [
      .listen: "LISTEN", .notify: "NOTIFY", .unlisten: "UNLISTEN",
    ]
    if let name = names[token.keyword] ?? policyStatement { return try skipUnsupported(name) }
    throw unexpected()
  }

  /// `ATTACH RLS POLICY`, `DETACH MASKING POLICY`, `DESC DATASHARE`: their first words.
  private var policyStatement: String? {
    let words = (word(token), next.keyword)
    switch words {
    case ("ATTACH", .rls), ("DETACH", .rls): return "\(words.0) RLS POLICY"
    case ("ATTACH", .masking), ("DETACH", .masking): return "\(words.0) MASKING POLICY"
    case ("DESC", .datashare): return "DESC DATASHARE"
    case ("DESC", .identity): return "DESC IDENTITY PROVIDER"
    default: return nil
    }
  }

  /// The statement's name for 0A000; the rest is only cut into tokens.
  mutating func skipUnsupported(_ name: String) throws(Refusal) -> Statement {
    try skipStatement()
    return .unsupported(name)
  }
}
