import SQLTypes

/// CREATE, ALTER and DROP DATABASE; ALTER SCHEMA (AWS documentation of each).
extension SQLParser {
  /// `CREATE DATABASE name [WITH] [OWNER [=] u] [CONNECTION LIMIT n] [COLLATE …] [ISOLATION LEVEL …]`, from DATABASE
  /// on.
  mutating func parseCreateDatabase() throws(Refusal) -> Statement {
    try advance()
    var create = CreateDatabase(name: try parseName())
    if try accept(.with), word(token) == "PERMISSIONS" {
      return try skipUnsupported("CREATE DATABASE WITH PERMISSIONS")
    }
    while token.kind != .end, token.kind != .semicolon {
      if token.keyword == .from { return try skipUnsupported("CREATE DATABASE … FROM") }
      if word(token) == "IAM_ROLE" { return try skipUnsupported("CREATE DATABASE … IAM_ROLE") }
      try parseDatabaseOption(&create)
    }
    return .database(.create(create))
  }

  private mutating func parseDatabaseOption(_ create: inout CreateDatabase) throws(Refusal) {
    switch token.keyword {
    case .owner:
      try advance()
      _ = try accept(symbol: .equal)
      create.owner = try parseName()
    case .collate:
      try advance()
      create.isCaseSensitive = try parseCollation()
    case .isolation: create.isolation = try parseIsolation()
    default:
      guard try acceptWord("CONNECTION") else { throw unexpected() }
      create.connectionLimit = try parseLimit()
    }
  }

  private mutating func parseCollation() throws(Refusal) -> Bool {
    if try acceptWord("CASE_SENSITIVE", "CS") { return true }
    guard try acceptWord("CASE_INSENSITIVE", "CI") else { throw unexpected() }
    return false
  }

  /// `ISOLATION LEVEL {SERIALIZABLE | SNAPSHOT}`
  private mutating func parseIsolation() throws(Refusal) -> DatabaseStatement.Isolation {
    try expect(.isolation, .level)
    if try accept(.serializable) { return .serializable }
    try expect(.snapshot)
    return .snapshot
  }

  /// `ALTER DATABASE name …`, from DATABASE on.
  mutating func parseAlterDatabase() throws(Refusal) -> Statement {
    try advance()
    let name = try parseName()
    switch token.keyword {
    case .isolation: return .database(.alter(name, .isolation(try parseIsolation())))
    case .collate:
      try advance()
      return .database(.alter(name, .collation(isCaseSensitive: try parseCollation())))
    case .rename:
      try expect(.rename, .to)
      return .database(.alter(name, .rename(try parseName())))
    case .owner:
      try expect(.owner, .to)
      return .database(.alter(name, .owner(try parseName())))
    default:
      guard try acceptWord("CONNECTION") else { return try skipUnsupported("ALTER DATABASE \(text.uppercased())") }
      return .database(.alter(name, .connectionLimit(try parseLimit())))
    }
  }

  /// `DROP DATABASE name`, from DATABASE on.
  mutating func parseDropDatabase() throws(Refusal) -> Statement {
    try advance()
    return .database(.drop(try parseName()))
  }

  /// `USE database`
  mutating func parseUse() throws(Refusal) -> Statement {
    try advance()
    return .database(.use(try parseName()))
  }

  /// `ALTER SCHEMA name {RENAME TO n | OWNER TO u | QUOTA …}`, from SCHEMA on.
  mutating func parseAlterSchema() throws(Refusal) -> Statement {
    try advance()
    let name = try parseName()
    switch token.keyword {
    case .rename:
      try expect(.rename, .to)
      return .alterSchema(AlterSchema(name: name, action: .rename(try parseName())))
    case .quota: return .alterSchema(AlterSchema(name: name, action: .quota(try parseQuota())))
    default:
      try expect(.owner, .to)
      return .alterSchema(AlterSchema(name: name, action: .owner(try parseName())))
    }
  }

  /// `QUOTA {n [MB | GB | TB] | UNLIMITED}`, in megabytes.
  mutating func parseQuota() throws(Refusal) -> Int? {
    try expect(.quota)
    if try acceptWord("UNLIMITED") { return nil }
    guard token.kind == .integer || token.kind == .decimal, let amount = Double(text) else { throw unexpected() }
    try advance()
    let units = ["MB": 1.0, "GB": 1_024, "TB": 1_048_576]
    var megabytes = amount * 1_024
    if token.kind == .word, let unit = units[word(token)] {
      try advance()
      megabytes = amount * unit
    }
    guard megabytes < 0x1p62 else { throw refuse(SQLError(.numericOutOfRange, "integer out of range")) }
    return Int(megabytes)
  }
}
