import SQLTypes

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
    let position = here
    let isBetween = try accept(.between)
    let start = try parseBound()
    var frame = WindowFrame(start: start, end: .currentRow)
    if isBetween {
      try expect(.and)
      frame.end = try parseBound()
    }
    if let fault = frame.fault { throw refuse(SQLError(.windowingError, fault, position: position)) }
    return frame
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

extension WindowFrame {
  /// What keeps the bounds from being a frame, in PostgreSQL's words.
  fileprivate var fault: String? {
    switch (start, end) {
    case (.unboundedFollowing, _): "frame start cannot be UNBOUNDED FOLLOWING"
    case (_, .unboundedPreceding): "frame end cannot be UNBOUNDED PRECEDING"
    case (.currentRow, .preceding): "frame starting from current row cannot have preceding rows"
    case (.following, .preceding), (.following, .currentRow):
      "frame starting from following row cannot have preceding rows"
    default: nil
    }
  }
}
