extension SQLParser {
  /// A name: any word that is not reserved, or anything in double quotes.
  mutating func parseName() throws(Refusal) -> Identifier {
    guard token.isName else { throw unexpected() }
    return try takeName()
  }

  /// A name where reserved words may stand too: after AS, after a dot.
  mutating func parseLabel() throws(Refusal) -> Identifier {
    guard token.isLabel else { throw unexpected() }
    return try takeName()
  }

  private mutating func takeName() throws(Refusal) -> Identifier {
    let name = lexer.name(token, keepsQuotedCase: keepsQuotedCase)
    try advance()
    return name
  }

  /// `t`, `s.t`, `db.s.t`
  mutating func parseQualifiedName() throws(Refusal) -> QualifiedName {
    let position = here
    var attributes = keepsAttributeCase ? [lexer.written(token)] : nil
    var parts = [try parseName()]
    while token.kind == .dot, next.kind != .star {
      try advance()
      if keepsAttributeCase { attributes?.append(lexer.written(token)) }
      parts.append(try parseLabel())
    }
    var name = QualifiedName(parts, position: position)
    name.attributes = attributes
    return name
  }

  /// A column where only its name may stand, with its position.
  mutating func parseColumnName() throws(Refusal) -> QualifiedName {
    let position = here
    return QualifiedName([try parseName()], position: position)
  }

  /// `(a, b)`
  mutating func parseNames() throws(Refusal) -> [Identifier] {
    try parseParenthesizedList { p throws(Refusal) in try p.parseName() }
  }

  /// `[AS] name` of an output column.
  mutating func parseColumnAlias() throws(Refusal) -> Identifier? {
    if try accept(.as) { return try parseLabel() }
    return token.isName ? try takeName() : nil
  }

  /// `[AS] name [(columns)]` of a table.
  mutating func parseTableAlias() throws(Refusal) -> TableAlias? {
    guard try accept(.as) || startsTableAlias else { return nil }
    let name = try parseLabel()
    return TableAlias(name: name, columns: token.kind == .leftParenthesis ? try parseNames() : [])
  }

  /// The same of a function in FROM, whose columns may have types: `[AS] name [(column [type], …)]`, `AS (column type,
  /// …)`.
  mutating func parseFunctionAlias() throws(Refusal) -> TableAlias? {
    let isAlias = try accept(.as)
    guard isAlias || startsTableAlias else { return nil }
    var alias = TableAlias(name: "")
    if !isAlias || token.kind != .leftParenthesis { alias.name = try parseLabel() }
    guard token.kind == .leftParenthesis else { return alias }
    let columns = try parseParenthesizedList { p throws(Refusal) in
      let name = try p.parseName()
      return (name, p.token.isName ? try p.parseTypeName() : nil)
    }
    alias.columns = columns.map(\.0)
    alias.types = columns.compactMap(\.1)
    guard alias.types.isEmpty || alias.types.count == columns.count else { throw unexpected() }
    return alias
  }

  private var startsTableAlias: Bool {
    switch token.keyword {
    case .unlisted: token.isName
    case .set, .qualify, .window, .fetch: false
    case .start: next.keyword != .with
    case .connect: next.keyword != .by
    case .at: !next.isName
    default: token.isName
    }
  }
}
