/// CONNECT BY with its START WITH, which may stand in front of it or behind.
extension SQLParser {
  mutating func parseHierarchy() throws(Refusal) -> Hierarchy? {
    var start = try parseStart()
    guard try accept(.connect, .by) else {
      if start != nil { throw unexpected() }
      return nil
    }
    let condition = try parseExpression()
    if start == nil { start = try parseStart() }
    return Hierarchy(start: start, condition: condition)
  }

  private mutating func parseStart() throws(Refusal) -> Expression? {
    try accept(.start, .with) ? try parseExpression() : nil
  }

  /// `PRIOR x`
  mutating func parsePrior() throws(Refusal) -> Expression {
    try advance()
    return .prior(try parseExpression(Infix.Precedence.sign))
  }

  /// Whether PRIOR is the operator, for a column called `prior` is followed by no operand.
  var startsPrior: Bool {
    token.keyword == .prior && (next.kind == .leftParenthesis || (next.isName && next.keyword != .from))
  }
}
