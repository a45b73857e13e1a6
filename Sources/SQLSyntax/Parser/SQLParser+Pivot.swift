/// PIVOT and UNPIVOT behind a table, a sub-query or a common table.
extension SQLParser {
  /// `source` with the rotations that follow it.
  mutating func parseRotation(of source: TableReference) throws(Refusal) -> TableReference {
    guard token.keyword == .pivot || token.keyword == .unpivot else { return source }
    switch source {
    case .table, .derived: break
    default: throw notSupported("\(text.uppercased()) of a join or a function")
    }
    let rotated = token.keyword == .pivot ? try parsePivot(source) : try parseUnpivot(source)
    guard token.keyword != .pivot, token.keyword != .unpivot else {
      throw notSupported("\(text.uppercased()) of PIVOT or UNPIVOT")
    }
    return rotated
  }

  private mutating func parsePivot(_ source: TableReference) throws(Refusal) -> TableReference {
    try advance()
    try expect(symbol: .leftParenthesis)
    guard case .function(let aggregate) = try parseExpression() else { throw unexpected() }
    let alias = try parseColumnAlias()
    try expect(.for)
    let column = try parseQualifiedName()
    try expect(.in)
    let values = try parseParenthesizedList { p throws(Refusal) in
      Pivot.Value(expression: try p.parseExpression(), alias: try p.parseColumnAlias())
    }
    try expect(symbol: .rightParenthesis)
    let pivot = Pivot(source: source, aggregate: aggregate, aggregateAlias: alias, column: column, values: values)
    return .pivot(pivot, alias: try parseTableAlias())
  }

  private mutating func parseUnpivot(_ source: TableReference) throws(Refusal) -> TableReference {
    try advance()
    let includesNulls = try parseNullInclusion()
    try expect(symbol: .leftParenthesis)
    let value = try parseName()
    try expect(.for)
    let name = try parseName()
    try expect(.in)
    let columns = try parseParenthesizedList { p throws(Refusal) in
      Unpivot.Column(name: try p.parseQualifiedName(), alias: try p.parseColumnAlias())
    }
    try expect(symbol: .rightParenthesis)
    let unpivot = Unpivot(
      source: source, includesNulls: includesNulls, valueName: value, nameName: name, columns: columns)
    return .unpivot(unpivot, alias: try parseTableAlias())
  }

  /// `[INCLUDE NULLS | EXCLUDE NULLS]`
  private mutating func parseNullInclusion() throws(Refusal) -> Bool {
    guard token.keyword == .include || token.keyword == .exclude else { return false }
    let includes = token.keyword == .include
    try advance()
    try expect(.nulls)
    return includes
  }
}
