import SQLTypes

extension SQLParser {
  var startsQuery: Bool {
    switch token.keyword {
    case .select, .with: true
    case .values: next.kind == .leftParenthesis
    default: false
    }
  }

  /// After a query in parentheses: the whole is a longer query.
  var continuesQuery: Bool {
    switch token.keyword {
    case .union, .intersect, .except, .minus, .order, .limit, .offset: true
    default: false
    }
  }

  /// `[WITH …] body [ORDER BY …] [LIMIT …] [OFFSET …]`
  mutating func parseQuery() throws(Refusal) -> Query { try parseQuery(continuing: nil) }

  /// `first`, when given, is the leftmost operand, read already.
  mutating func parseQuery(continuing first: QueryBody?) throws(Refusal) -> Query {
    try enter()
    defer { leave() }
    let with = first == nil ? try parseWith() : []
    return try parseQuery(with: with, continuing: first)
  }

  mutating func parseQuery(with: [CommonTable], continuing first: QueryBody? = nil) throws(Refusal) -> Query {
    var query = Query(try parseBody(0, first: first))
    query.with = with
    try parseTail(&query)
    query.countedRelations = countedRelations
    if with.isEmpty, case .nested(let inner) = query.body, query.orderBy.isEmpty, query.limit == nil,
      query.offset == nil
    {
      return inner
    }
    return query
  }

  /// `[WITH [RECURSIVE] name [(columns)] AS (query), …]`
  mutating func parseWith() throws(Refusal) -> [CommonTable] {
    guard try accept(.with) else { return [] }
    let isRecursive = token.keyword == .recursive && next.isName
    if isRecursive { try advance() }
    return try parseList { p throws(Refusal) in
      let name = try p.parseName()
      let columns = p.token.kind == .leftParenthesis ? try p.parseNames() : []
      try p.expect(.as)
      try p.expect(symbol: .leftParenthesis)
      let query = try p.parseQuery()
      try p.expect(symbol: .rightParenthesis)
      return CommonTable(name: name, columns: columns, query: query, isRecursive: isRecursive)
    }
  }

  /// Operands and set operators; INTERSECT binds tighter than UNION and EXCEPT.
  private mutating func parseBody(_ minimum: Int, first: QueryBody? = nil) throws(Refusal) -> QueryBody {
    let outer = height
    height = 0
    var left = if let first { first } else { try parseQueryOperand() }
    var links = 1
    while let (symbol, precedence) = setOperation, precedence >= minimum {
      try advance()
      let isAll = try accept(.all)
      if !isAll { _ = try accept(.distinct) }
      left = .setOperation(symbol, isAll: isAll, left, try parseBody(precedence + 1))
      links += 1
      guard height + links <= Self.maximumHeight else { throw tooDeep() }
    }
    height = max(outer, height + links)
    return left
  }

  private var setOperation: (SetOperation, Int)? {
    switch token.keyword {
    case .union: (.union, 1)
    case .except, .minus: (.except, 1)
    case .intersect: (.intersect, 2)
    default: nil
    }
  }

  private mutating func parseQueryOperand() throws(Refusal) -> QueryBody {
    switch token.keyword {
    case .select: return .select(try parseSelect())
    case .values:
      try advance()
      return .values(try parseRows())
    default: break
    }
    try expect(symbol: .leftParenthesis)
    let query = try parseQuery()
    try expect(symbol: .rightParenthesis)
    return .nested(query)
  }

  /// The rows of VALUES; DEFAULT may stand for a value, which only INSERT takes.
  mutating func parseRows() throws(Refusal) -> [[Expression]] {
    try parseList { p throws(Refusal) in
      try p.parseParenthesizedList { p throws(Refusal) in try p.parseValue() }
    }
  }

  /// An expression or DEFAULT.
  mutating func parseValue() throws(Refusal) -> Expression {
    guard token.keyword == .default else { return try parseExpression() }
    let position = here
    try advance()
    return .defaultValue(position: position)
  }

  /// ORDER BY, then LIMIT and OFFSET in either order.
  private mutating func parseTail(_ query: inout Query) throws(Refusal) {
    if token.keyword == .order { query.orderBy = try parseOrderBy() }
    while token.keyword == .limit || token.keyword == .offset {
      let isLimit = token.keyword == .limit
      guard isLimit ? query.limit == nil : query.offset == nil else { throw unexpected() }
      try advance()
      if isLimit {
        query.limit = try accept(.all) ? nil : try parseExpression()
        if token.kind == .comma { throw limitWithComma() }
      } else {
        query.offset = try parseExpression()
        if token.keyword == .row || token.keyword == .rows { try advance() }
      }
    }
  }

  private mutating func limitWithComma() -> Refusal {
    refuse(
      SQLError(
        .syntaxError, "LIMIT #,# syntax is not supported", hint: "Use separate LIMIT and OFFSET clauses."))
  }
}
