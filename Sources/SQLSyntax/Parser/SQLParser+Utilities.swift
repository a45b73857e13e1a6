/// Statements without effect offline: their form is checked as far as their tables go.
extension SQLParser {
  /// `ANALYZE [VERBOSE] [t [(columns)]] [PREDICATE COLUMNS | ALL COLUMNS]`
  mutating func parseAnalyze() throws(Refusal) -> Statement {
    try advance()
    if token.keyword == .compression { return try skipUnsupported("ANALYZE COMPRESSION") }
    _ = try accept(.verbose)
    var tables: [QualifiedName] = []
    if token.isName, token.keyword != .predicate || next.keyword != .columns {
      tables = [try parseQualifiedName()]
      if token.kind == .leftParenthesis { _ = try parseNames() }
    }
    if token.keyword == .predicate || token.keyword == .all {
      try advance()
      try expect(.columns)
    }
    return .utility(Utility(tag: "ANALYZE", tables: tables))
  }

  /// `VACUUM [FULL | SORT ONLY | DELETE ONLY | REINDEX | RECLUSTER] [t] [TO n PERCENT] [BOOST]`
  mutating func parseVacuum() throws(Refusal) -> Statement {
    try advance()
    switch token.keyword {
    case .full, .reindex, .recluster: try advance()
    case .sort, .delete:
      if next.keyword == .only {
        try advance()
        try advance()
      }
    default: break
    }
    let tables = token.isName && token.keyword != .boost ? [try parseQualifiedName()] : []
    if try accept(.to) {
      _ = try parseInteger()
      try expect(.percent)
    }
    _ = try accept(.boost)
    return .utility(Utility(tag: "VACUUM", tables: tables))
  }

  /// `LOCK [TABLE] a, b [IN … MODE]`
  mutating func parseLock() throws(Refusal) -> Statement {
    try advance()
    _ = try accept(.table)
    let tables = try parseList { p throws(Refusal) in try p.parseQualifiedName() }
    if try accept(.in) {
      while token.keyword != .mode {
        guard token.isLabel else { throw unexpected() }
        try advance()
      }
      try advance()
    }
    return .utility(Utility(tag: "LOCK TABLE", tables: tables))
  }
}
