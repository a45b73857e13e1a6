/// What an expression is made of: literals, names, calls, parentheses, prefix operators.
extension SQLParser {
  /// What parentheses held: a query, or expressions with commas between.
  enum Parenthesized {
    case query(Query)
    case expressions([Expression])
  }

  /// Kept to calls alone: this function is on the stack once a level of nesting.
  mutating func parseOperand() throws(Refusal) -> Expression {
    switch token.kind {
    case .word: try parseWordOperand()
    case .quotedIdentifier: try parseNamed()
    case .leftParenthesis: try parseParenthesizedOperand()
    case .minus, .plus, .at, .squareRoot, .cubeRoot, .tilde: try parsePrefixOperator()
    default: try parseLiteral()
    }
  }

  private mutating func parseWordOperand() throws(Refusal) -> Expression {
    token.keyword == .unlisted ? try parseNamed() : try parseKeywordOperand()
  }

  private mutating func parseParenthesizedOperand() throws(Refusal) -> Expression {
    switch try parseParenthesized() {
    case .query(let query): .scalarQuery(query)
    case .expressions(let list): list.count == 1 ? list[0] : .row(list)
    }
  }

  private mutating func parsePrefixOperator() throws(Refusal) -> Expression {
    switch token.kind {
    case .minus: try parseUnary(.minus, Infix.Precedence.sign)
    case .plus: try parseUnary(.plus, Infix.Precedence.sign)
    case .at: try parseUnary(.absolute, Infix.Precedence.other + 1)
    case .squareRoot: try parseUnary(.squareRoot, Infix.Precedence.other + 1)
    case .cubeRoot: try parseUnary(.cubeRoot, Infix.Precedence.other + 1)
    default: try parseUnary(.bitNot, Infix.Precedence.other + 1)
    }
  }

  private mutating func parseLiteral() throws(Refusal) -> Expression {
    switch token.kind {
    case .integer: try takeLiteral(.integer(text))
    case .decimal: try takeLiteral(.decimal(text))
    case .float: try takeLiteral(.float(text))
    case .string, .escapeString, .dollarString: .literal(.string(try parseString()))
    case .parameter: try parseParameter()
    default: throw unexpected()
    }
  }

  private mutating func takeLiteral(_ literal: Literal) throws(Refusal) -> Expression {
    try advance()
    return .literal(literal)
  }

  private mutating func parseUnary(_ symbol: UnaryOperator, _ precedence: Int) throws(Refusal) -> Expression {
    let position = here
    try advance()
    return .unary(symbol, try parseExpression(precedence), position: position)
  }

  private mutating func parseParameter() throws(Refusal) -> Expression {
    let position = here
    guard let number = Int(text.dropFirst()) else { throw unexpected() }
    try advance()
    return .parameter(number, position: position)
  }

  /// Words that mean something of their own where an operand stands.
  private mutating func parseKeywordOperand() throws(Refusal) -> Expression {
    switch token.keyword {
    case .null: return try takeLiteral(.null)
    case .true: return try takeLiteral(.boolean(true))
    case .false: return try takeLiteral(.boolean(false))
    case .not: return try parseUnary(.not, Infix.Precedence.not)
    case .case: return try parseCase()
    case .exists where next.kind == .leftParenthesis: return try parseExists()
    case .interval where next.isString: return try parseIntervalLiteral()
    case .array where next.kind == .leftBracket: return try parseArray()
    case .array where next.kind == .leftParenthesis: return try parseArrayCall()
    case .row where next.kind == .leftParenthesis:
      try advance()
      return .row(try parseParenthesizedList { p throws(Refusal) in try p.parseExpression() })
    case .currentDate, .currentTime, .currentTimestamp, .currentUser, .currentUserID, .localtime, .localtimestamp,
      .sessionUser, .sysdate, .user:
      return try parseBareFunction()
    default: return try parseNamed()
    }
  }

  private mutating func parseExists() throws(Refusal) -> Expression {
    try advance()
    guard case .query(let query) = try parseParenthesized() else { throw unexpected() }
    return .exists(query)
  }

  private mutating func parseArray() throws(Refusal) -> Expression {
    try advance()
    try advance()
    if try accept(symbol: .rightBracket) { return .array([]) }
    let elements = try parseList { p throws(Refusal) in try p.parseExpression() }
    try expect(symbol: .rightBracket)
    return .array(elements)
  }

  /// `ARRAY(SELECT …)`, or Redshift's function ARRAY, whose result is a SUPER.
  private mutating func parseArrayCall() throws(Refusal) -> Expression {
    let position = here
    try advance()
    guard next.keyword == .select || next.keyword == .with else {
      return try parseCall(QualifiedName(["array"], position: position))
    }
    guard case .query(let query) = try parseParenthesized() else { throw unexpected() }
    return .arrayQuery(query)
  }

  /// `CURRENT_DATE`, `SYSDATE`, `USER`…
  private mutating func parseBareFunction() throws(Refusal) -> Expression {
    let position = here
    var call = FunctionCall(QualifiedName([try parseLabel()], position: position), [])
    call.hasParentheses = false
    return .function(call)
  }

  private mutating func parseCase() throws(Refusal) -> Expression {
    try advance()
    let operand = token.keyword == .when ? nil : try parseExpression()
    var branches: [CaseBranch] = []
    repeat {
      try expect(.when)
      let condition = try parseExpression()
      try expect(.then)
      branches.append(CaseBranch(condition: condition, result: try parseExpression()))
    } while token.keyword == .when
    let otherwise = try accept(.else) ? try parseExpression() : nil
    try expect(.end)
    return .conditional(operand: operand, branches: branches, otherwise: otherwise)
  }

  /// `( … )`: see the type's note on queries and expressions.
  mutating func parseParenthesized() throws(Refusal) -> Parenthesized {
    try enter()
    defer { leave() }
    try expect(symbol: .leftParenthesis)
    if startsQuery {
      let query = try parseQuery()
      try expect(symbol: .rightParenthesis)
      return .query(query)
    }
    var first: Expression?
    if token.kind == .leftParenthesis {
      switch try parseParenthesized() {
      case .query(let query):
        if try accept(symbol: .rightParenthesis) { return .query(query) }
        if continuesQuery {
          let whole = try parseQuery(continuing: .nested(query))
          try expect(symbol: .rightParenthesis)
          return .query(whole)
        }
        first = .scalarQuery(query)
      case .expressions(let list): first = list.count == 1 ? list[0] : .row(list)
      }
    }
    var list = [try parseExpression(0, first: first)]
    while try accept(symbol: .comma) { list.append(try parseExpression()) }
    try expect(symbol: .rightParenthesis)
    return .expressions(list)
  }
}
