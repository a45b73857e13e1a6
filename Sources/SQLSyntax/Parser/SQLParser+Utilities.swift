import SQLTypes

/// Statements without effect offline: their form is checked as far as their tables go.
extension SQLParser {
  /// `ANALYZE [VERBOSE] [t [(columns)]] [PREDICATE COLUMNS | ALL COLUMNS]`
  mutating func parseAnalyze() throws(Refusal) -> Statement {
    try advance()
    if try accept(.compression) { return try parseAnalyzeCompression() }
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

  private mutating func parseAnalyzeCompression() throws(Refusal) -> Statement {
    var table: QualifiedName?
    var columns: [Identifier] = []
    if token.isName && token.keyword != .comprows {
      table = try parseQualifiedName()
      if token.kind == .leftParenthesis { columns = try parseNames() }
    }
    var rows: Int?
    if table != nil, try accept(.comprows) { rows = try parseSampleSize() }
    return .analyzeCompression(AnalyzeCompression(table: table, columns: columns, rows: rows))
  }

  /// The bounds are those of AWS's page of ANALYZE COMPRESSION.
  private mutating func parseSampleSize() throws(Refusal) -> Int {
    let rows = try parseInteger()
    guard (1000...1_000_000_000).contains(rows) else {
      throw refuse(
        SQLError(
          .invalidParameter, "invalid value for COMPROWS: \(rows), must be between 1000 and 1000000000"))
    }
    return rows
  }

  /// `VACUUM [FULL | SORT ONLY | DELETE ONLY | REINDEX | RECLUSTER] [t] [TO n PERCENT] [BOOST]`
  mutating func parseVacuum() throws(Refusal) -> Statement {
    try advance()
    var vacuum = Utility.Vacuum()
    switch token.keyword {
    case .full, .reindex, .recluster:
      vacuum.kind = token.keyword.rawValue.uppercased()
      try advance()
    case .sort, .delete:
      if next.keyword == .only {
        vacuum.kind = "\(token.keyword.rawValue.uppercased()) ONLY"
        try advance()
        try advance()
      }
    default: break
    }
    let tables = token.isName && token.keyword != .boost ? [try parseQualifiedName()] : []
    if try accept(.to) {
      vacuum.threshold = try parseInteger()
      try expect(.percent)
    }
    _ = try accept(.boost)
    var utility = Utility(tag: "VACUUM", tables: tables)
    utility.vacuum = vacuum
    return .utility(utility)
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
