import SQLTypes

/// SHOW of objects: lists of them, and their DDL.
extension SQLParser {
  /// What follows SHOW, where it is none of a parameter; nil where it is one.
  mutating func parseShowObjects() throws(Refusal) -> Statement? {
    switch text.lowercased() {
    case "databases" where next.kind != .dot: return try parseDatabases()
    case "schemas" where next.keyword == .from: return try parseList(.schemas, after: "DATABASE")
    case "tables" where next.keyword == .from: return try parseList(.tables, after: "SCHEMA")
    case "columns" where next.keyword == .from: return try parseList(.columns, after: "TABLE")
    case "functions" where next.keyword == .from: return try parseList(.functions, after: "SCHEMA")
    case "procedures" where next.keyword == .from: return try parseList(.procedures, after: "SCHEMA")
    case "constraints": return try parseShowConstraints()
    case "grants" where next.isLabel: return try parseShowGrants()
    case "column" where next.isLabel: return try parseColumnGrants()
    case "parameters" where next.isLabel: return try parseShowParameters()
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
    return .showObjects(try parseFilter(try parseNamed(kind)))
  }

  private mutating func parseDatabases() throws(Refusal) -> Statement {
    try advance()
    if token.keyword == .from { return try skipUnsupported("SHOW DATABASES FROM DATA CATALOG") }
    return .showObjects(try parseFilter(ShowObjects(kind: .databases)))
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
    return .showObjects(try parseFilter(try parseNamed(kind)))
  }

  // MARK: Routines

  /// `SHOW PARAMETERS OF FUNCTION | PROCEDURE name [(types)] [LIKE 'pattern'] [LIMIT n]`
  private mutating func parseShowParameters() throws(Refusal) -> Statement {
    try advance()
    try expect(word: "OF")
    let isFunction = try accept(.function)
    if !isFunction { try expect(.procedure) }
    return .showObjects(try parseFilter(try parseSignature(isFunction ? .functionParameters : .procedureParameters)))
  }

  /// `name [(types)]`
  private mutating func parseSignature(_ kind: ShowObjects.Kind) throws(Refusal) -> ShowObjects {
    var show = try parseNamed(kind)
    guard try accept(symbol: .leftParenthesis) else { return show }
    var types: [String] = []
    while token.kind != .rightParenthesis {
      if !types.isEmpty { try expect(symbol: .comma) }
      if token.kind == .parameter {
        try takeParameter(into: &show, .argument(types.count))
        types.append("")
      } else {
        types.append(try parseRoutineParameter().type.name)
      }
    }
    try advance()
    show.arguments = types
    return show
  }

  // MARK: Grants

  /// `SHOW GRANTS [ON {DATABASE | SCHEMA | TABLE} name | ON {FUNCTION | PROCEDURE} name (types)] [FOR who] [FROM
  /// DATABASE d]`
  private mutating func parseShowGrants() throws(Refusal) -> Statement {
    try advance()
    guard try accept(.on) else {
      try expect(.for)
      var show = ShowObjects(kind: .grants)
      show.grantee = try parseRecipient()
      if try accept(.from) {
        try expect(word: "DATABASE")
        show.name = try parseQualifiedName()
      }
      return .showObjects(try parseFilter(show))
    }
    let kinds: [String: ShowObjects.Kind] = [
      "DATABASE": .databaseGrants, "SCHEMA": .schemaGrants, "TABLE": .tableGrants, "FUNCTION": .functionGrants,
      "PROCEDURE": .procedureGrants,
    ]
    guard let kind = kinds[text.uppercased()] else {
      return try skipUnsupported("SHOW GRANTS ON \(text.uppercased())")
    }
    try advance()
    return try parseGrantsFor(try parseSignature(kind))
  }

  /// `SHOW COLUMN GRANTS ON TABLE t [FOR who] [LIMIT n]`
  private mutating func parseColumnGrants() throws(Refusal) -> Statement {
    try advance()
    try expect(word: "GRANTS")
    try expect(.on)
    try expect(word: "TABLE")
    return try parseGrantsFor(try parseNamed(.columnGrants))
  }

  private mutating func parseGrantsFor(_ show: ShowObjects) throws(Refusal) -> Statement {
    var show = show
    if try accept(.for) { show.grantee = try parseRecipient() }
    return .showObjects(try parseFilter(show))
  }

  // MARK: Parts

  /// A name of which every part may be a parameter: `$1.$2`.
  private mutating func parseNamed(_ kind: ShowObjects.Kind) throws(Refusal) -> ShowObjects {
    guard token.kind == .parameter else { return ShowObjects(kind: kind, name: try parseQualifiedName()) }
    var show = ShowObjects(kind: kind, name: QualifiedName([], position: here))
    repeat {
      let index = show.name?.parts.count ?? 0
      show.name?.parts.append("")
      try takeParameter(into: &show, .namePart(index))
    } while try accept(symbol: .dot)
    return show
  }

  private mutating func takeParameter(into show: inout ShowObjects, _ slot: ShowObjects.Slot) throws(Refusal) {
    guard token.kind == .parameter, let number = Int(text.dropFirst()) else { throw unexpected() }
    try advance()
    show.parameters.append(ShowObjects.Parameter(number: number, slot: slot))
  }

  /// `[LIKE 'pattern'] [LIMIT n]`
  private mutating func parseFilter(_ show: ShowObjects) throws(Refusal) -> ShowObjects {
    var show = show
    if try accept(.like) {
      if token.kind == .parameter { try takeParameter(into: &show, .like) } else { show.like = try parseString() }
    }
    if try accept(.limit) {
      let limit = try parseInteger()
      guard (0...10_000).contains(limit) else {
        throw refuse(SQLError(.invalidParameter, "LIMIT of SHOW must be between 0 and 10000"))
      }
      show.limit = limit
    }
    return show
  }

  mutating func expect(word: String) throws(Refusal) {
    guard token.isLabel, text.uppercased() == word else { throw unexpected() }
    try advance()
  }

  /// Lists of what is not built; nil for any other word.
  private mutating func parseUnbuiltList() throws(Refusal) -> Statement? {
    let lists = [
      "PROCEDURE", "FUNCTION", "EXTERNAL", "MODEL", "DATASHARES", "TEMPLATE", "POLICIES", "TEMPLATES", "RLS", "MASKING",
    ]
    let name = text.uppercased()
    guard lists.contains(name), next.isLabel || next.kind == .end || next.kind == .semicolon else { return nil }
    return try skipUnsupported(name == "EXTERNAL" ? "SHOW EXTERNAL TABLE" : "SHOW \(name)")
  }
}
