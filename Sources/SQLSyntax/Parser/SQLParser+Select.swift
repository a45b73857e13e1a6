extension SQLParser {
  /// `SELECT …` up to QUALIFY.
  mutating func parseSelect() throws(Refusal) -> Select {
    var select = Select()
    try expect(.select)
    try parseQuantity(&select)
    select.items = try parseList { p throws(Refusal) in try p.parseSelectItem() }
    select.excluded = try parseExclusions()
    if try accept(.into) { select.into = try parseInto() }
    if try accept(.from) { select.from = try parseFrom() }
    if try accept(.where) {
      let outer = hasOuterColumns
      hasOuterColumns = false
      select.filter = try parseExpression()
      select.hasOuterColumns = hasOuterColumns
      hasOuterColumns = outer
    }
    select.hierarchy = try parseHierarchy()
    if try accept(.group) {
      try expect(.by)
      select.groupBy = try parseGroupBy()
    }
    if try accept(.having) { select.having = try parseExpression() }
    if try accept(.qualify) { select.qualify = try parseExpression() }
    return select
  }

  /// `[ALL | DISTINCT [ON (…)]] [TOP n]`, in either order.
  private mutating func parseQuantity(_ select: inout Select) throws(Refusal) {
    if token.keyword == .top { try parseTop(&select) }
    if try accept(.distinct) {
      select.isDistinct = true
      if try accept(.on) {
        select.distinctOn = try parseParenthesizedList { p throws(Refusal) in try p.parseExpression() }
      }
    } else {
      _ = try accept(.all)
    }
    if token.keyword == .top, select.top == nil { try parseTop(&select) }
  }

  private mutating func parseTop(_ select: inout Select) throws(Refusal) {
    try advance()
    guard token.kind == .integer || token.kind == .parameter || token.kind == .leftParenthesis else {
      throw unexpected()
    }
    select.top = try parseOperand()
  }

  private mutating func parseSelectItem() throws(Refusal) -> SelectItem {
    let position = here
    if try accept(symbol: .star) {
      return .star(qualifier: nil, position: position)
    }
    let expression = try parseExpression()
    if case .column(let qualifier) = expression, token.kind == .dot {
      try advance()
      try expect(symbol: .star)
      return .star(qualifier: qualifier, position: position)
    }
    return .expression(expression, alias: startsExclusions ? nil : try parseColumnAlias())
  }

  /// Whether EXCLUDE is the clause, for it may be an alias too.
  private var startsExclusions: Bool {
    token.keyword == .exclude && (next.kind == .leftParenthesis || next.isName)
  }

  /// `[EXCLUDE a, b | EXCLUDE (a, b)]`
  private mutating func parseExclusions() throws(Refusal) -> [QualifiedName] {
    guard startsExclusions else { return [] }
    try advance()
    if token.kind == .leftParenthesis {
      return try parseParenthesizedList { p throws(Refusal) in try p.parseColumnName() }
    }
    var columns = [try parseColumnName()]
    while try accept(symbol: .comma) { columns.append(try parseColumnName()) }
    return columns
  }

  /// `INTO [TEMP] [TABLE] name`
  private mutating func parseInto() throws(Refusal) -> IntoTable {
    let isTemporary = try acceptTemporary()
    _ = try accept(.table)
    return IntoTable(name: try parseQualifiedName(), isTemporary: isTemporary)
  }

  /// `[LOCAL] {TEMP | TEMPORARY}`, unless it is the name itself.
  mutating func acceptTemporary() throws(Refusal) -> Bool {
    if token.keyword == .local, next.keyword == .temp || next.keyword == .temporary { try advance() }
    guard token.keyword == .temp || token.keyword == .temporary, next.isName || next.keyword == .table else {
      return false
    }
    try advance()
    return true
  }
}
