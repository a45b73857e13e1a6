/// INSERT, UPDATE, DELETE, TRUNCATE.
extension SQLParser {
  mutating func parseInsert() throws(Refusal) -> Insert {
    try advance()
    try expect(.into)
    var insert = Insert(table: try parseQualifiedName(), columns: [], source: .defaults)
    if token.kind == .leftParenthesis, !startsParenthesizedQuery {
      insert.columns = try parseParenthesizedList { p throws(Refusal) in try p.parseColumnName() }
    }
    if try accept(.default) {
      try expect(.values)
      return insert
    }
    insert.source = try parseInsertSource()
    return insert
  }

  /// Looks past opening parentheses.
  private var startsParenthesizedQuery: Bool {
    var ahead = next
    while ahead.kind == .leftParenthesis { ahead = lexer.token(at: ahead.end) }
    return ahead.keyword == .select || ahead.keyword == .with
      || (ahead.keyword == .values && lexer.token(at: ahead.end).kind == .leftParenthesis)
  }

  private mutating func parseInsertSource() throws(Refusal) -> Insert.Source {
    let query = try parseQuery()
    guard case .values(let rows) = query.body, query.with.isEmpty, query.orderBy.isEmpty, query.limit == nil,
      query.offset == nil
    else { return .query(query) }
    return .values(rows)
  }

  mutating func parseUpdate(with: [CommonTable]) throws(Refusal) -> Update {
    try advance()
    let table = try parseQualifiedName()
    let alias = try parseTargetAlias()
    try expect(.set)
    let assignments = try parseAssignments()
    let from = try accept(.from) ? try parseFrom() : []
    let filter = try accept(.where) ? try parseExpression() : nil
    return Update(table: table, alias: alias, assignments: assignments, from: from, filter: filter, with: with)
  }

  private mutating func parseTargetAlias() throws(Refusal) -> Identifier? {
    if try accept(.as) { return try parseLabel() }
    return token.isName && token.keyword != .set ? try parseName() : nil
  }

  /// `a = x, b = y`
  mutating func parseAssignments() throws(Refusal) -> [Assignment] {
    try parseList { p throws(Refusal) in try p.parseAssignment() }
  }

  private mutating func parseAssignment() throws(Refusal) -> Assignment {
    let column = try parseQualifiedName()
    try expect(symbol: .equal)
    return Assignment(column: column, value: try parseValue())
  }

  /// `DELETE [FROM] t [[AS] a] [USING …] [WHERE …]`
  mutating func parseDelete(with: [CommonTable]) throws(Refusal) -> Delete {
    try advance()
    _ = try accept(.from)
    let table = try parseQualifiedName()
    let alias = try parseTargetAlias()
    let using = try accept(.using) ? try parseFrom() : []
    let filter = try accept(.where) ? try parseExpression() : nil
    return Delete(table: table, alias: alias, using: using, filter: filter, with: with)
  }

  mutating func parseTruncate() throws(Refusal) -> Statement {
    try advance()
    _ = try accept(.table)
    return .truncate(try parseQualifiedName())
  }
}
