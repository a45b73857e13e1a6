import SQLTypes

/// CREATE of anything, and DROP.
extension SQLParser {
  mutating func parseCreate() throws(Refusal) -> Statement {
    try advance()
    if token.keyword == .or {
      try expect(.or, .replace)
      switch token.keyword {
      case .view: return try parseCreateView(orReplace: true)
      case .procedure, .function: return .routine(try parseCreateRoutine(orReplace: true))
      case .materialized: throw unexpected()
      default: return try parseCreateOther()
      }
    }
    let isTemporary = try acceptTemporary()
    switch token.keyword {
    case .table: return try parseCreateTable(isTemporary: isTemporary)
    case _ where isTemporary: throw unexpected()
    case .view: return try parseCreateView(orReplace: false)
    case .schema: return .createSchema(try parseCreateSchema())
    case .procedure, .function: return .routine(try parseCreateRoutine(orReplace: false))
    case .user, .group, .role: return try parseCreatePrincipal()
    case .database: return try parseCreateDatabase()
    default: return try parseCreateOther()
    }
  }

  private mutating func parseCreateOther() throws(Refusal) -> Statement {
    switch token.keyword {
    case .materialized where next.keyword == .view: return try parseCreateMaterializedView()
    case .external where next.isLabel: return try parseCreateExternal()
    case _ where word(token) == "PROTECTED" && next.keyword == .external:
      return try skipUnsupported("CREATE EXTERNAL VIEW")
    case _ where word(token) == "TEMPLATE": return try skipUnsupported("CREATE TEMPLATE")
    case .unique where next.keyword == .index: throw try refusedByRedshift()
    case .index, .sequence, .trigger, .type, .extension: throw try refusedByRedshift()
    case _ where Self.unknownToRedshift.contains(word(token)): throw try refusedByRedshift()
    case .masking, .rls, .model, .library, .datashare, .language, .identity, .integration:
      return try skipUnsupported("CREATE \(unbuiltKind)")
    default: throw unexpected()
    }
  }

  /// The kind of object that is named here, all its words.
  var unbuiltKind: String {
    let further: [Keyword: String] = [.masking: " POLICY", .rls: " POLICY", .identity: " PROVIDER"]
    return text.uppercased() + (further[token.keyword] ?? "")
  }

  /// What PostgreSQL makes and Redshift never will.
  private static let unknownToRedshift: Set<String> = [
    "RULE", "DOMAIN", "TABLESPACE", "AGGREGATE", "OPERATOR", "CAST", "CONVERSION", "CONSTRAINT",
  ]

  /// The statement is read to its end first (copy.md 12b).
  private mutating func refusedByRedshift() throws(Refusal) -> Refusal {
    let start = token
    try skipStatement()
    let first = lexer.token(at: 0).start
    let text = StatementSecrets(of: lexer.bytes).masked(first..<previousEnd)
    token = start
    return refuse(
      SQLError(.featureNotSupported, "SQL command \"\(text)\" not supported on Redshift tables."))
  }

  func word(_ token: Token) -> String { lexer.source(token.start, token.end).uppercased() }

  /// `CREATE [OR REPLACE] VIEW name [(columns)] AS query [WITH NO SCHEMA BINDING]`
  private mutating func parseCreateView(orReplace: Bool) throws(Refusal) -> Statement {
    try advance()
    let name = try parseQualifiedName()
    let columns = token.kind == .leftParenthesis ? try parseNames() : []
    try expect(.as)
    let start = token.start
    let query = try parseQuery()
    let text = lexer.source(start, previousEnd)
    let isLateBinding = try accept(.with)
    if isLateBinding {
      try expect(.no, .schema)
      guard token.kind == .word, word(token) == "BINDING" else { throw unexpected() }
      try advance()
    }
    return .createView(
      CreateView(
        name: name, columns: columns, query: query, text: text, orReplace: orReplace, isLateBinding: isLateBinding))
  }

  /// `CREATE SCHEMA [IF NOT EXISTS] [database.]name [AUTHORIZATION user] [QUOTA …]`, `CREATE SCHEMA AUTHORIZATION user`
  private mutating func parseCreateSchema() throws(Refusal) -> CreateSchema {
    try advance()
    let ifNotExists = try acceptIfNotExists()
    var schema: CreateSchema
    if try accept(.authorization) {
      let position = here
      let name = try parseName()
      schema = CreateSchema(name: QualifiedName([name], position: position), ifNotExists: ifNotExists, owner: name)
    } else {
      schema = CreateSchema(name: try parseQualifiedName(), ifNotExists: ifNotExists)
      if try accept(.authorization) { schema.owner = try parseLabel() }
    }
    if token.keyword == .quota { schema.quota = try parseQuota() }
    return schema
  }

  mutating func parseDrop() throws(Refusal) -> Statement {
    try advance()
    switch token.keyword {
    case .table: return .drop(try parseDrop(.table))
    case .view: return .drop(try parseDrop(.view))
    case .schema: return .drop(try parseDrop(.schema))
    case .user, .group, .role: return try parseDropPrincipal()
    case .database: return try parseDropDatabase()
    case .materialized where next.keyword == .view:
      try advance()
      return .drop(try parseDrop(.materializedView))
    case .external where next.isLabel: return try skipUnsupported("DROP EXTERNAL \(word(next))")
    case _ where word(token) == "TEMPLATE": return try skipUnsupported("DROP TEMPLATE")
    case .procedure, .function: return .routine(try parseDropRoutine())
    case .masking, .rls, .model, .index, .sequence, .trigger, .type, .library, .datashare, .language, .extension,
      .identity, .integration:
      return try skipUnsupported("DROP \(unbuiltKind)")
    default: throw unexpected()
    }
  }

  /// `TABLE [IF EXISTS] a, b [CASCADE | RESTRICT]`
  private mutating func parseDrop(_ kind: Drop.Kind) throws(Refusal) -> Drop {
    try advance()
    let ifExists = try acceptIfExists()
    let names = try parseList { p throws(Refusal) in try p.parseQualifiedName() }
    let dropsExternalDatabase = kind == .schema ? try acceptDropExternalDatabase() : false
    var drop = Drop(kind: kind, names: names, ifExists: ifExists, cascade: try acceptCascade())
    drop.dropsExternalDatabase = dropsExternalDatabase
    return drop
  }

  /// `[DROP EXTERNAL DATABASE]`
  private mutating func acceptDropExternalDatabase() throws(Refusal) -> Bool {
    guard try accept(.drop) else { return false }
    try expect(.external, .database)
    return true
  }

  /// `[CASCADE | RESTRICT]`
  mutating func acceptCascade() throws(Refusal) -> Bool {
    if try accept(.cascade) { return true }
    _ = try accept(.restrict)
    return false
  }
}
