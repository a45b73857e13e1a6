extension SQLParser {
  /// `([PARTITION BY …] [ORDER BY …] [ROWS …])`
  mutating func parseWindow() throws(Refusal) -> WindowSpecification {
    try expect(symbol: .leftParenthesis)
    var window = WindowSpecification(partitionBy: [], orderBy: [], frame: nil)
    if try accept(.partition) {
      try expect(.by)
      window.partitionBy = try parseList { p throws(Refusal) in try p.parseExpression() }
    }
    if token.keyword == .order { window.orderBy = try parseOrderBy() }
    if token.keyword == .range || token.keyword == .groups { throw notSupported("A \(text.uppercased()) frame") }
    if try accept(.rows) { window.frame = try parseFrame() }
    try expect(symbol: .rightParenthesis)
    return window
  }

  private mutating func parseFrame() throws(Refusal) -> WindowFrame {
    guard try accept(.between) else { return WindowFrame(start: try parseBound(), end: .currentRow) }
    let start = try parseBound()
    try expect(.and)
    return WindowFrame(start: start, end: try parseBound())
  }

  private mutating func parseBound() throws(Refusal) -> WindowFrame.Bound {
    if try accept(.current) {
      try expect(.row)
      return .currentRow
    }
    if try accept(.unbounded) {
      if try accept(.preceding) { return .unboundedPreceding }
      try expect(.following)
      return .unboundedFollowing
    }
    guard token.kind == .integer else { throw unexpected() }
    let rows = try parseInteger()
    if try accept(.preceding) { return .preceding(rows) }
    try expect(.following)
    return .following(rows)
  }

  /// `ORDER BY x [ASC | DESC] [NULLS FIRST | LAST], …`
  mutating func parseOrderBy() throws(Refusal) -> [OrderItem] {
    try expect(.order, .by)
    return try parseList { p throws(Refusal) in try p.parseOrderItem() }
  }

  private mutating func parseOrderItem() throws(Refusal) -> OrderItem {
    var item = OrderItem(try parseExpression())
    item.isDescending = try accept(.desc)
    if !item.isDescending { _ = try accept(.asc) }
    if try accept(.nulls) {
      item.nullsFirst = try accept(.first)
      if item.nullsFirst == false { try expect(.last) }
    }
    return item
  }
}
