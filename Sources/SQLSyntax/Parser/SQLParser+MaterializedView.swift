/// CREATE, REFRESH and ALTER MATERIALIZED VIEW.
extension SQLParser {
  /// `MATERIALIZED VIEW name [BACKUP …] [table attributes] [AUTO REFRESH {YES | NO}] AS query`, the clauses in any
  /// order.
  mutating func parseCreateMaterializedView() throws(Refusal) -> Statement {
    try expect(.materialized, .view)
    let start = token.start
    let name = try parseQualifiedName()
    var attributes = TableAttributes()
    var isAutoRefreshed: Bool?
    while true {
      if token.keyword == .auto {
        try refuseSecond(if: isAutoRefreshed != nil)
        isAutoRefreshed = try parseAutoRefresh()
      } else if !(try parseTableAttribute(&attributes)) {
        break
      }
    }
    try expect(.as)
    let queryStart = token.start
    let query = try parseQuery()
    var create = CreateMaterializedView(
      name: name, query: query, text: lexer.source(queryStart, previousEnd),
      definition: lexer.source(start, previousEnd))
    create.attributes = attributes
    create.isAutoRefreshed = isAutoRefreshed ?? false
    return .materializedView(.create(create))
  }

  /// `AUTO REFRESH {YES | NO}`
  private mutating func parseAutoRefresh() throws(Refusal) -> Bool {
    try expect(.auto, .refresh)
    if try accept(.yes) { return true }
    try expect(.no)
    return false
  }

  /// `REFRESH MATERIALIZED VIEW name [RESTRICT | CASCADE]`
  mutating func parseRefresh() throws(Refusal) -> Statement {
    try expect(.refresh, .materialized, .view)
    let name = try parseQualifiedName()
    return .materializedView(.refresh(name, isCascade: try acceptCascade()))
  }

  /// `MATERIALIZED VIEW name {AUTO REFRESH {YES | NO} | ALTER …}`
  mutating func parseAlterMaterializedView() throws(Refusal) -> Statement {
    try expect(.materialized, .view)
    let name = try parseQualifiedName()
    switch token.keyword {
    case .auto: return .materializedView(.setAutoRefresh(name, try parseAutoRefresh()))
    case .alter:
      try advance()
      return .materializedView(.setAttributes(name, try parseAlterDistribution()))
    case .row: throw notSupported("ALTER MATERIALIZED VIEW ROW LEVEL SECURITY")
    default: throw unexpected()
    }
  }
}
