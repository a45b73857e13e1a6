/// What follows an operand and is more than an operator and another operand.
extension SQLParser {
  mutating func parsePredicate(_ infix: Infix, _ left: Expression) throws(Refusal) -> Expression {
    switch infix {
    case .match(let kind, let isNegated):
      try advance()
      return try parseMatch(left, kind, isNegated: isNegated)
    case .like(let isNegated): return try parseLike(left, isNegated: isNegated)
    case .between(let isNegated): return try parseBetween(left, isNegated: isNegated)
    case .isIn(let isNegated): return try parseIn(left, isNegated: isNegated)
    case .is: return try parseIs(left)
    case .isNull, .notNull:
      let isNegated = token.keyword == .notnull
      try advance()
      return .isNull(left, isNegated: isNegated)
    case .atTimeZone:
      try advance()
      try expect(.time, .zone)
      return .atTimeZone(left, try parseExpression(Infix.Precedence.zone + 1))
    case .collate:
      try advance()
      return .collate(left, try parseCollation())
    case .element: return try parseElement(left)
    case .member:
      try advance()
      let written = lexer.written(token)
      let name = try parseLabel()
      return .member(left, name: keepsAttributeCase ? written : name)
    case .named: return try parseNamedOperator(left)
    case .overlaps: throw notSupported("OVERLAPS")
    default: throw unexpected()
    }
  }

  /// 0A000 at the current token.
  mutating func notSupported(_ what: String) -> Refusal { refuse(.notSupported(what)) }

  private mutating func parseMatch(
    _ left: Expression, _ kind: LikePredicate.Kind, isNegated: Bool
  ) throws(Refusal) -> Expression {
    let pattern = try parseExpression(Infix.Precedence.other + 1)
    return .like(LikePredicate(kind, left, pattern, escape: nil, isNegated: isNegated))
  }

  private mutating func parseLike(_ left: Expression, isNegated: Bool) throws(Refusal) -> Expression {
    if isNegated { try advance() }
    let kind: LikePredicate.Kind = token.keyword == .like ? .like : token.keyword == .ilike ? .ilike : .similar
    try advance()
    if kind == .similar { try expect(.to) }
    let pattern = try parseExpression(Infix.Precedence.predicate + 1)
    let escape = try accept(.escape) ? try parseExpression(Infix.Precedence.predicate + 1) : nil
    return .like(LikePredicate(kind, left, pattern, escape: escape, isNegated: isNegated))
  }

  private mutating func parseBetween(_ left: Expression, isNegated: Bool) throws(Refusal) -> Expression {
    if isNegated { try advance() }
    try advance()
    let low = try parseExpression(Infix.Precedence.predicate + 1)
    try expect(.and)
    let high = try parseExpression(Infix.Precedence.predicate + 1)
    return .between(left, low: low, high: high, isNegated: isNegated)
  }

  private mutating func parseIn(_ left: Expression, isNegated: Bool) throws(Refusal) -> Expression {
    if isNegated { try advance() }
    try advance()
    switch try parseParenthesized() {
    case .query(let query): return .inQuery(left, query, isNegated: isNegated)
    case .expressions(let list): return .inList(left, list, isNegated: isNegated)
    }
  }

  private mutating func parseIs(_ left: Expression) throws(Refusal) -> Expression {
    try advance()
    let isNegated = try accept(.not)
    switch token.keyword {
    case .null:
      try advance()
      return .isNull(left, isNegated: isNegated)
    case .true, .false, .unknown:
      let value = token.keyword == .unknown ? nil : token.keyword == .true
      try advance()
      return .isTruth(left, value, isNegated: isNegated)
    case .distinct:
      try advance()
      try expect(.from)
      return .isDistinct(left, try parseExpression(Infix.Precedence.test + 1), isNegated: isNegated)
    default: throw unexpected()
    }
  }

  /// A collation's name, with a schema or without.
  mutating func parseCollation() throws(Refusal) -> String {
    var name = try parseLabel()
    while try accept(symbol: .dot) { name = try parseLabel() }
    return name
  }

  private mutating func parseElement(_ left: Expression) throws(Refusal) -> Expression {
    try advance()
    let index = try parseExpression()
    if token.kind == .colon { throw notSupported("An array slice") }
    try expect(symbol: .rightBracket)
    return .element(left, index: index)
  }

  /// `OPERATOR(pg_catalog.~)`: psql writes its catalog queries so.
  private mutating func parseNamedOperator(_ left: Expression) throws(Refusal) -> Expression {
    try advance()
    try advance()
    while token.isLabel {
      try advance()
      try expect(symbol: .dot)
    }
    let position = here
    guard let infix = token.infix(next: next), token.kind != .word else { throw unexpected() }
    try advance()
    try expect(symbol: .rightParenthesis)
    switch infix {
    case .binary(let symbol, _): return try parseRight(of: left, symbol, Infix.Precedence.other, position)
    case .match(let kind, let isNegated): return try parseMatch(left, kind, isNegated: isNegated)
    default: throw unexpected()
    }
  }
}
