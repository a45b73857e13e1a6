extension SQLParser {
  /// What parentheses in FROM held.
  private enum Group {
    case query(Query)
    case table(TableReference)
  }

  mutating func parseFrom() throws(Refusal) -> [TableReference] {
    try parseList { p throws(Refusal) in try p.parseTableReference() }
  }

  /// A table and the joins that follow it.
  mutating func parseTableReference() throws(Refusal) -> TableReference {
    let outer = height
    height = 0
    let table = try parseJoins(try parseTable())
    height = max(outer, height)
    return table
  }

  private mutating func parseJoins(_ first: TableReference) throws(Refusal) -> TableReference {
    var left = first
    while startsJoin {
      left = try parseJoin(left)
      height += 1
      guard height <= Self.maximumHeight else { throw tooDeep() }
    }
    return left
  }

  private var startsJoin: Bool {
    switch token.keyword {
    case .join, .inner, .left, .right, .full, .cross, .natural: true
    default: false
    }
  }

  private mutating func parseJoin(_ left: TableReference) throws(Refusal) -> TableReference {
    let isNatural = try accept(.natural)
    let kind = try parseJoinKind()
    try expect(.join)
    var right = try parseTable()
    if isNatural || kind == .cross {
      return .join(JoinClause(kind, left, right, isNatural ? .natural : .none))
    }
    try enter()
    while startsJoin { right = try parseJoin(right) }
    leave()
    return .join(JoinClause(kind, left, right, try parseJoinCondition()))
  }

  private mutating func parseJoinKind() throws(Refusal) -> JoinClause.Kind {
    switch token.keyword {
    case .join: return .inner
    case .inner, .cross:
      let kind: JoinClause.Kind = token.keyword == .inner ? .inner : .cross
      try advance()
      return kind
    case .left, .right, .full:
      let kind: JoinClause.Kind = token.keyword == .left ? .left : token.keyword == .right ? .right : .full
      try advance()
      _ = try accept(.outer)
      return kind
    default: throw unexpected()
    }
  }

  private mutating func parseJoinCondition() throws(Refusal) -> JoinClause.Condition {
    if try accept(.on) { return .on(try parseExpression()) }
    try expect(.using)
    return .using(try parseNames())
  }

  /// One table, derived table, function, or join in parentheses.
  mutating func parseTable() throws(Refusal) -> TableReference {
    if token.keyword == .unpivot { return try parseUnpivotOfObject() }
    if token.keyword == .lateral, next.kind == .leftParenthesis { throw notSupported("LATERAL") }
    let table: TableReference
    if token.kind == .leftParenthesis {
      switch try parseGroup() {
      case .query(let query): table = .derived(query, alias: try parseTableAlias())
      case .table(let inner): table = inner
      }
    } else {
      table = try parseNamedTable()
    }
    if token.keyword == .at { throw notSupported("AT in FROM") }
    return try parseRotation(of: table)
  }

  private mutating func parseNamedTable() throws(Refusal) -> TableReference {
    let name = try parseQualifiedName()
    if token.kind == .leftBracket {
      return try parseUnnest(try parseExpression(Infix.Precedence.element, first: .column(name)))
    }
    guard token.kind == .leftParenthesis else {
      let alias = try parseTableAlias()
      guard token.keyword == .at, alias?.columns.isEmpty != false else { return .table(name, alias: alias) }
      return try parseUnnest(.column(name), alias: alias?.name ?? name.last)
    }
    guard case .function(let call) = try parseCall(name) else { throw unexpected() }
    return .function(call, alias: try parseFunctionAlias())
  }

  /// `UNPIVOT c.object AS value AT name`
  private mutating func parseUnpivotOfObject() throws(Refusal) -> TableReference {
    try advance()
    return try parseUnnest(try parseExpression(Infix.Precedence.element), isUnpivot: true)
  }

  /// What follows the value: its alias, unless it is known, and AT.
  private mutating func parseUnnest(
    _ value: Expression, alias: Identifier? = nil, isUnpivot: Bool = false
  ) throws(Refusal) -> TableReference {
    let written: Identifier? = if let alias { alias } else { try parseTableAlias()?.name }
    let index: Identifier? = try accept(.at) ? try parseLabel() : nil
    guard let name = written ?? Self.lastName(value) else { throw unexpected() }
    return .unnest(UnnestClause(value, isUnpivot: isUnpivot, alias: name, indexAlias: index))
  }

  private static func lastName(_ value: Expression) -> Identifier? {
    switch value {
    case .column(let name): name.last
    case .member(_, let name): name
    case .element(let value, _): lastName(value)
    default: nil
    }
  }

  /// `( … )` in FROM: a query, or a join; as for expressions, the inner part decides (see `parseParenthesized`).
  private mutating func parseGroup() throws(Refusal) -> Group {
    try enter()
    defer { leave() }
    try expect(symbol: .leftParenthesis)
    if startsQuery {
      let query = try parseQuery()
      try expect(symbol: .rightParenthesis)
      return .query(query)
    }
    var first: TableReference
    if token.kind == .leftParenthesis {
      switch try parseGroup() {
      case .query(let query):
        if try accept(symbol: .rightParenthesis) { return .query(query) }
        if continuesQuery {
          let whole = try parseQuery(continuing: .nested(query))
          try expect(symbol: .rightParenthesis)
          return .query(whole)
        }
        first = .derived(query, alias: try parseTableAlias())
      case .table(let inner): first = inner
      }
    } else {
      first = try parseTable()
    }
    first = try parseJoins(first)
    try expect(symbol: .rightParenthesis)
    return .table(first)
  }
}
