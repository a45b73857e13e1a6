import SQLTypes

/// SHOW of objects: lists of them, and their DDL.
extension SQLParser {
  /// What follows SHOW, where it is none of a parameter; nil where it is one.
  mutating func parseShowObjects() throws(Refusal) -> Statement? {
    switch text.lowercased() {
    case "databases" where next.kind != .dot: return try parseList(.databases)
    case "schemas" where next.keyword == .from: return try parseList(.schemas, after: "DATABASE")
    case "tables" where next.keyword == .from: return try parseList(.tables, after: "SCHEMA")
    case "columns" where next.keyword == .from: return try parseList(.columns, after: "TABLE")
    case "functions" where next.keyword == .from: return try parseList(.functions, after: "SCHEMA")
    case "procedures" where next.keyword == .from: return try parseList(.procedures, after: "SCHEMA")
    case "constraints": return try parseShowConstraints()
    case "grants" where next.isLabel: return try parseShowGrants()
    case "table": return try parseShowText(.table)
    case "view" where next.isLabel: return try parseShowText(.view)
    default: return try parseUnbuiltList()
    }
  }

  private mutating func parseShowText(_ kind: ShowObjects.Kind) throws(Refusal) -> Statement {
    try advance()
    return .showObjects(ShowObjects(kind: kind, name: try parseQualifiedName()))
  }

  private mutating func parseList(_ kind: ShowObjects.Kind, after word: String) throws(Refusal) -> Statement {
    try advance()
    try expect(.from)
    try expect(word: word)
    return try parseFilter(ShowObjects(kind: kind, name: try parseQualifiedName()))
  }

  private mutating func parseList(_ kind: ShowObjects.Kind) throws(Refusal) -> Statement {
    try advance()
    if token.keyword == .from { return try skipUnsupported("SHOW \(kind.rawValue) FROM DATA CATALOG") }
    return try parseFilter(ShowObjects(kind: kind))
  }

  /// `SHOW CONSTRAINTS PRIMARY KEYS | FOREIGN KEYS [EXPORTED] FROM TABLE t [LIMIT n]`
  private mutating func parseShowConstraints() throws(Refusal) -> Statement {
    try advance()
    var kind = ShowObjects.Kind.primaryKeys
    if !(try accept(.primary)) {
      try expect(.foreign)
      kind = .foreignKeys
    }
    try expect(word: "KEYS")
    if kind == .foreignKeys, token.isLabel, text.uppercased() == "EXPORTED" {
      try advance()
      kind = .exportedKeys
    }
    try expect(.from)
    try expect(word: "TABLE")
    return try parseFilter(ShowObjects(kind: kind, name: try parseQualifiedName()))
  }

  /// `[LIKE 'pattern'] [LIMIT n]`
  private mutating func parseFilter(_ show: ShowObjects) throws(Refusal) -> Statement {
    var show = show
    if try accept(.like) { show.like = try parseString() }
    if try accept(.limit) {
      let limit = try parseInteger()
      guard (0...10_000).contains(limit) else {
        throw refuse(SQLError(.invalidParameter, "LIMIT of SHOW must be between 0 and 10000"))
      }
      show.limit = limit
    }
    return .showObjects(show)
  }

  /// `SHOW GRANTS ON {DATABASE | SCHEMA | TABLE} name [FOR grantee]`, `SHOW GRANTS FOR grantee [FROM DATABASE d]`
  private mutating func parseShowGrants() throws(Refusal) -> Statement {
    try advance()
    var show = ShowObjects(kind: .grants)
    if try accept(.on) {
      let kinds: [String: ShowObjects.Kind] = [
        "DATABASE": .databaseGrants, "SCHEMA": .schemaGrants, "TABLE": .tableGrants,
      ]
      guard let kind = kinds[text.uppercased()] else {
        return try skipUnsupported("SHOW GRANTS ON \(text.uppercased())")
      }
      try advance()
      show = ShowObjects(kind: kind, name: try parseQualifiedName())
      if try accept(.for) { show.grantee = try parseRecipient() }
    } else {
      try expect(.for)
      show.grantee = try parseRecipient()
      if try accept(.from) {
        try expect(word: "DATABASE")
        show.name = try parseQualifiedName()
      }
    }
    return try parseFilter(show)
  }

  mutating func expect(word: String) throws(Refusal) {
    guard token.isLabel, text.uppercased() == word else { throw unexpected() }
    try advance()
  }

  /// Lists of what is not built; nil for any other word.
  private mutating func parseUnbuiltList() throws(Refusal) -> Statement? {
    let lists = [
      "PROCEDURE", "FUNCTION", "EXTERNAL", "MODEL", "PARAMETERS", "DATASHARES", "COLUMN", "TEMPLATE",
      "POLICIES", "TEMPLATES", "RLS", "MASKING",
    ]
    let name = text.uppercased()
    guard lists.contains(name), next.isLabel || next.kind == .end || next.kind == .semicolon else { return nil }
    let further = ["EXTERNAL": "TABLE", "COLUMN": "GRANTS"][name]
    return try skipUnsupported("SHOW \(name)" + (further.map { word(next) == $0 ? " \($0)" : "" } ?? ""))
  }
}
