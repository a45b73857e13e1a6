/// The Pratt loop: an operand, then operators as long as they bind at least as tightly as the caller asks.
extension SQLParser {
  mutating func parseExpression() throws(Refusal) -> Expression { try parseExpression(0) }

  /// `first`, when given, is an operand read already.
  mutating func parseExpression(_ minimum: Int, first: Expression? = nil) throws(Refusal) -> Expression {
    try enter()
    let outer = height
    height = 0
    var left = if let first { first } else { try parseOperand() }
    var links = 1
    while let infix = token.infix(next: next), infix.precedence >= minimum, !endsExpression(infix, after: left) {
      left = try parseInfix(infix, left, &links)
      guard height + links <= Self.maximumHeight else { throw tooDeep() }
    }
    height = max(outer, height + links)
    leave()
    return left
  }

  /// The star of `t.*` is the select list's, and the COLLATE after a DEFAULT the column's.
  private func endsExpression(_ infix: Infix, after left: Expression) -> Bool {
    switch (infix, left) {
    case (.member, .column): next.kind == .star
    case (.collate, _): !takesCollate
    default: false
    }
  }

  private mutating func parseInfix(
    _ infix: Infix, _ left: Expression, _ links: inout Int
  ) throws(Refusal) -> Expression {
    switch infix {
    case .or: return try parseChain(.or, Infix.Precedence.or, left, &links)
    case .and: return try parseChain(.and, Infix.Precedence.and, left, &links)
    default: break
    }
    links += 1
    switch infix {
    case .binary(let symbol, let precedence):
      let position = here
      try advance()
      return try parseRight(of: left, symbol, precedence, position)
    case .cast:
      try advance()
      return .cast(left, try parseTypeName(), isTry: false)
    default: return try parsePredicate(infix, left)
    }
  }

  /// The right side of an operator: an operand, or ANY and ALL of a query.
  mutating func parseRight(
    of left: Expression, _ symbol: BinaryOperator, _ precedence: Int, _ position: Int
  ) throws(Refusal) -> Expression {
    if precedence == Infix.Precedence.comparison, next.kind == .leftParenthesis {
      switch token.keyword {
      case .any, .some: return try parseQuantified(left, symbol, isAll: false)
      case .all: return try parseQuantified(left, symbol, isAll: true)
      default: break
      }
    }
    return .binary(symbol, left, try parseExpression(precedence + 1), position: position)
  }

  private mutating func parseQuantified(
    _ left: Expression, _ symbol: BinaryOperator, isAll: Bool
  ) throws(Refusal) -> Expression {
    try advance()
    switch try parseParenthesized() {
    case .query(let query): return .quantified(left, symbol, isAll: isAll, query)
    case .expressions(let list):
      guard list.count == 1 else { throw unexpected() }
      return .quantifiedArray(left, symbol, isAll: isAll, list[0])
    }
  }

  /// `a OR b OR c …`: a short chain leans left as written; a long one, as generated filters are, becomes a balanced
  /// tree, which means the same and keeps every later walk shallow.
  private mutating func parseChain(
    _ symbol: BinaryOperator, _ precedence: Int, _ left: Expression, _ links: inout Int
  ) throws(Refusal) -> Expression {
    var operands = [left]
    var positions = [0]
    while token.keyword == (symbol == .or ? .or : .and) {
      positions.append(here)
      try advance()
      operands.append(try parseExpression(precedence + 1))
    }
    guard operands.count > 32 else {
      links += operands.count
      return operands.indices.dropFirst().reduce(left) { tree, index in
        .binary(symbol, tree, operands[index], position: positions[index])
      }
    }
    links += Int.bitWidth - operands.count.leadingZeroBitCount
    return Self.balance(symbol, operands[...], positions)
  }

  private static func balance(
    _ symbol: BinaryOperator, _ operands: ArraySlice<Expression>, _ positions: [Int]
  ) -> Expression {
    guard operands.count > 1 else { return operands[operands.startIndex] }
    let middle = operands.startIndex + (operands.count + 1) / 2
    return .binary(
      symbol, balance(symbol, operands[..<middle], positions), balance(symbol, operands[middle...], positions),
      position: positions[middle])
  }
}
