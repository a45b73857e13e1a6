/// Names in expressions: columns, calls, typed literals; and all that may follow a call.
extension SQLParser {
  mutating func parseNamed() throws(Refusal) -> Expression {
    if startsPrior { return try parsePrior() }
    let following = next
    if following.kind == .leftParenthesis, isOuterMark(following) {
      return try parseOuterColumn(try parseQualifiedName())
    }
    if following.kind == .leftParenthesis { return try parseNamedCall() }
    if let literal = try parseTypedLiteral(following) { return literal }
    if token.keyword == .approximate, following.kind == .word,
      lexer.token(at: following.end).kind == .leftParenthesis
    {
      return try parseApproximate()
    }
    let name = try parseQualifiedName()
    guard token.kind == .leftParenthesis else { return .column(name) }
    return isOuterMark(token) ? try parseOuterColumn(name) : try parseCall(name)
  }

  /// Whether `(+)` stands there.
  private func isOuterMark(_ open: Token) -> Bool {
    let plus = lexer.token(at: open.end)
    return plus.kind == .plus && lexer.token(at: plus.end).kind == .rightParenthesis
  }

  private mutating func parseOuterColumn(_ name: QualifiedName) throws(Refusal) -> Expression {
    for _ in 0..<3 { try advance() }
    hasOuterColumns = true
    return .outerColumn(name)
  }

  private mutating func parseNamedCall() throws(Refusal) -> Expression {
    if let special = try parseSpecialCall() { return special }
    let position = here
    switch token.keyword {
    case .left, .right, .collate: return try parseCall(QualifiedName([try parseLabel()], position: position))
    default: return try parseCall(QualifiedName([try parseName()], position: position))
    }
  }

  private mutating func parseApproximate() throws(Refusal) -> Expression {
    try advance()
    guard case .function(var call) = try parseNamed() else { throw unexpected() }
    call.isApproximate = true
    return .function(call)
  }

  /// `DATE '…'`, `TIMESTAMP WITH TIME ZONE '…'`, `double precision '…'`: any type before a string.
  private mutating func parseTypedLiteral(_ following: Token) throws(Refusal) -> Expression? {
    var isTyped = following.isString
    switch token.keyword {
    case .time, .timestamp:
      let zone = lexer.token(at: following.end)
      isTyped = isTyped || ((following.keyword == .with || following.keyword == .without) && zone.keyword == .time)
    case .double: isTyped = isTyped || following.keyword == .precision
    case .char, .character: isTyped = isTyped || following.keyword == .varying
    default: break
    }
    guard isTyped, token.isName else { return nil }
    let position = here
    let type = try parseTypeName()
    return .typedLiteral(type, try parseString(), qualifier: nil, position: position)
  }

  /// `INTERVAL '1 second'`, `INTERVAL '1' DAY`
  mutating func parseIntervalLiteral() throws(Refusal) -> Expression {
    let position = here
    try advance()
    var type = TypeName("interval", position: position)
    let value = try parseString()
    let qualifier = try parseIntervalQualifier(&type.arguments)
    return .typedLiteral(type, value, qualifier: qualifier, position: position)
  }

  /// A call from its opening parenthesis.
  mutating func parseCall(_ name: QualifiedName) throws(Refusal) -> Expression {
    try enter()
    var call = FunctionCall(name, [])
    try parseArguments(&call)
    leave()
    if call.arguments.allSatisfy(\.isIntegerLiteral), token.isString, !call.isStar {
      return try parseTypedLiteral(call)
    }
    try parseCallSuffix(&call)
    return .function(call)
  }

  /// `varchar(5) 'abc'`, `timestamp(6) '…'`: what looked like a call was a type.
  private mutating func parseTypedLiteral(_ call: FunctionCall) throws(Refusal) -> Expression {
    let type = TypeName(
      call.name.last, call.arguments.compactMap { $0.integer.map { .number($0) } }, position: call.name.position)
    return .typedLiteral(type, try parseString(), qualifier: nil, position: call.name.position)
  }

  private mutating func parseArguments(_ call: inout FunctionCall) throws(Refusal) {
    try expect(symbol: .leftParenthesis)
    if try accept(symbol: .rightParenthesis) { return }
    if token.kind == .star, next.kind == .rightParenthesis {
      call.isStar = true
      try advance()
    } else {
      call.isDistinct = try accept(.distinct)
      if !call.isDistinct { _ = try accept(.all) }
      call.arguments = try parseList { p throws(Refusal) in try p.parseArgument() }
      if token.keyword == .order { call.orderWithin = try parseOrderBy() }
      try parseNullTreatment(&call)
    }
    try expect(symbol: .rightParenthesis)
  }

  /// An expression or `t.*`.
  private mutating func parseArgument() throws(Refusal) -> Expression {
    let expression = try parseExpression()
    guard case .column(let name) = expression, token.kind == .dot else { return expression }
    try advance()
    try expect(symbol: .star)
    countedRelations.insert(name.last)
    return .wholeRow(name)
  }

  /// `WITHIN GROUP (…)`, `IGNORE NULLS`, `OVER (…)`
  mutating func parseCallSuffix(_ call: inout FunctionCall) throws(Refusal) {
    if try accept(.within, .group) {
      try expect(symbol: .leftParenthesis)
      call.orderWithin = try parseOrderBy()
      try expect(symbol: .rightParenthesis)
    }
    try parseNullTreatment(&call)
    if token.keyword == .over, next.kind == .leftParenthesis {
      try advance()
      call.window = try parseWindow()
    }
  }

  private mutating func parseNullTreatment(_ call: inout FunctionCall) throws(Refusal) {
    guard token.keyword == .ignore || token.keyword == .respect else { return }
    guard call.ignoresNulls == nil else { throw unexpected() }
    call.ignoresNulls = token.keyword == .ignore
    try advance()
    try expect(.nulls)
  }
}

extension Expression {
  fileprivate var integer: Int? {
    guard case .literal(.integer(let digits)) = self else { return nil }
    return Int(digits)
  }

  fileprivate var isIntegerLiteral: Bool { integer != nil }
}
