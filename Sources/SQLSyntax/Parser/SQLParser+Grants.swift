/// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES (AWS documentation of each).
extension SQLParser {
  mutating func parseGrant() throws(Refusal) -> Statement {
    if let refused = try parseUnsupportedGrant() { return refused }
    return .grant(try parseGrantBody(isFuture: false))
  }

  /// `ALTER DEFAULT PRIVILEGES …`, from DEFAULT on.
  mutating func parseAlterDefaultPrivileges() throws(Refusal) -> Statement {
    try expect(.default, .privileges)
    var (users, schemas): ([Identifier], [Identifier]) = ([], [])
    if try accept(.for) {
      if !(try accept(.user)) { try expect(.role) }
      users = try parseList { p throws(Refusal) in try p.parseName() }
    }
    if try accept(.in, .schema) { schemas = try parseList { p throws(Refusal) in try p.parseName() } }
    guard token.keyword == .grant || token.keyword == .revoke else { throw unexpected() }
    let grant = try parseGrantBody(isFuture: true)
    return .alterDefaultPrivileges(AlterDefaultPrivileges(users: users, schemas: schemas, grant: grant))
  }

  /// What is given on things that are not built.
  private mutating func parseUnsupportedGrant() throws(Refusal) -> Statement? {
    var look = next
    let verb = text.uppercased()
    while look.kind != .end, look.kind != .semicolon, look.keyword != .to, look.keyword != .from {
      if look.keyword == .on {
        let object = lexer.token(at: look.end)
        if object.keyword == .external || object.keyword == .datashare || object.keyword == .model {
          return try skipUnsupported("\(verb) ON \(word(object))")
        }
        if object.keyword == .copy { return try skipUnsupported("\(verb) ON COPY JOB") }
        if ["LIBRARY", "TEMPLATE"].contains(word(object)), lexer.token(at: object.end).isName {
          return try skipUnsupported("\(verb) ON \(word(object))")
        }
      }
      if look.keyword == .for {
        let object = lexer.token(at: look.end)
        let after = lexer.token(at: object.end)
        if after.keyword == .in, !Self.scopes.contains(word(object)) {
          return try skipUnsupported("\(verb) … FOR \(word(object)) IN")
        }
        if object.keyword == .copy, word(after) == "JOBS" { return try skipUnsupported("\(verb) … FOR COPY JOBS IN") }
      }
      if word(look) == "ASSUMEROLE" { return try skipUnsupported("\(verb) ASSUMEROLE") }
      look = lexer.token(at: look.end)
    }
    let recipient = lexer.token(at: look.end)
    guard word(recipient) == "RLS", word(lexer.token(at: recipient.end)) == "POLICY" else { return nil }
    return try skipUnsupported("\(verb) … \(word(look)) RLS POLICY")
  }

  private mutating func parseGrantBody(isFuture: Bool) throws(Refusal) -> Grant {
    let isRevoke = token.keyword == .revoke
    try advance()
    let takesBack = isRevoke ? try acceptOptionFor() : false
    let subject = try parseGrantSubject(isFuture: isFuture)
    try expect(isRevoke ? .from : .to)
    let recipients = try parseList { p throws(Refusal) in try p.parseRecipient() }
    let gives = isRevoke ? false : try acceptWithOption()
    let cascade = isRevoke ? try acceptCascade() : false
    return Grant(
      isRevoke: isRevoke, subject: subject, recipients: recipients, option: takesBack || gives, cascade: cascade)
  }

  /// `[GRANT OPTION FOR | ADMIN OPTION FOR]`
  private mutating func acceptOptionFor() throws(Refusal) -> Bool {
    guard token.keyword == .grant || word(token) == "ADMIN", word(next) == "OPTION" else { return false }
    try advance()
    try advance()
    try expect(.for)
    return true
  }

  /// `[WITH GRANT OPTION | WITH ADMIN OPTION]`
  private mutating func acceptWithOption() throws(Refusal) -> Bool {
    guard try accept(.with) else { return false }
    if !(try accept(.grant)), !(try acceptWord("ADMIN")) { throw unexpected() }
    guard try acceptWord("OPTION") else { throw unexpected() }
    return true
  }

  mutating func parseRecipient() throws(Refusal) -> Grant.Recipient {
    if try acceptWord("PUBLIC") { return .everyone }
    if token.keyword == .group, next.isName {
      try advance()
      return .group(try parseName())
    }
    if token.keyword == .role, next.isName {
      try advance()
      return .role(try parseRoleName())
    }
    return .user(try parseName())
  }

  // MARK: What is given

  private mutating func parseGrantSubject(isFuture: Bool) throws(Refusal) -> Grant.Subject {
    if token.keyword == .role, next.isName, !isFuture {
      return .roles(
        try parseList { p throws(Refusal) in
          _ = try p.accept(.role)
          return try p.parseRoleName()
        })
    }
    let privileges = try parsePrivileges()
    if !isFuture, token.keyword == .for {
      return .privileges(Self.isAll(privileges) ? [] : privileges, on: try parseScope())
    }
    guard try accept(.on) else {
      guard !isFuture else { throw unexpected() }
      return .permissions(privileges.map(\.name))
    }
    return .privileges(
      Self.isAll(privileges) ? [] : privileges,
      on: isFuture ? try parseFuture() : try parseSecurable())
  }

  private static func isAll(_ privileges: [Grant.Privilege]) -> Bool {
    privileges.map(\.name) == ["ALL"] && privileges[0].columns.isEmpty
  }

  private static let scopes = ["SCHEMAS", "TABLES", "FUNCTIONS", "PROCEDURES", "LANGUAGES"]

  /// `FOR {SCHEMAS | TABLES | FUNCTIONS | PROCEDURES | LANGUAGES} IN {SCHEMA s [DATABASE d] | DATABASE d}`
  private mutating func parseScope() throws(Refusal) -> Grant.Securable {
    try expect(.for)
    guard token.kind == .word, Self.scopes.contains(word(token)) else { throw unexpected() }
    let kind = try parseLabel().lowercased()
    try expect(.in)
    let mayBeSchema = kind != "schemas" && kind != "languages"
    let isInSchema = mayBeSchema ? try accept(.schema) : false
    let schema = isInSchema ? try parseName() : nil
    guard schema == nil || token.keyword == .database else {
      return .scope(kind, schema: schema, database: nil)
    }
    try expect(.database)
    return .scope(kind, schema: schema, database: try parseName())
  }

  private mutating func parsePrivileges() throws(Refusal) -> [Grant.Privilege] {
    if token.keyword == .all {
      try advance()
      _ = try accept(.privileges)
      let columns = token.kind == .leftParenthesis ? try parseNames() : []
      return [Grant.Privilege(name: "ALL", columns: columns)]
    }
    return try parseList { p throws(Refusal) in try p.parsePrivilege() }
  }

  /// One word, or several: `CREATE OR REPLACE FUNCTION`.
  private mutating func parsePrivilege() throws(Refusal) -> Grant.Privilege {
    guard token.kind == .word else { throw unexpected() }
    var words: [String] = []
    while token.kind == .word, ![.on, .to, .from, .for].contains(token.keyword) {
      words.append(word(token))
      try advance()
    }
    guard !words.isEmpty else { throw unexpected() }
    let columns = token.kind == .leftParenthesis ? try parseNames() : []
    return Grant.Privilege(name: words.joined(separator: " "), columns: columns)
  }

  /// `TABLES`, `FUNCTIONS`, `PROCEDURES`
  private mutating func parseFuture() throws(Refusal) -> Grant.Securable {
    guard token.kind == .word, ["TABLES", "FUNCTIONS", "PROCEDURES"].contains(word(token)) else { throw unexpected() }
    return .future(try parseLabel().lowercased())
  }

  private mutating func parseSecurable() throws(Refusal) -> Grant.Securable {
    switch token.keyword {
    case .all where next.keyword == .tables || next.keyword == .functions || word(next) == "PROCEDURES":
      let noun = next.keyword
      try advance()
      try advance()
      try expect(.in, .schema)
      let schemas = try parseObjectNames()
      if noun == .tables { return .allTables(schemas: schemas) }
      return .allRoutines(noun == .functions ? .function : .procedure, schemas: schemas)
    case .schema where next.isName: return .schemas(try parseObjects())
    case .database where next.isName: return .databases(try parseObjects())
    case .language where next.isName: return .languages(try parseObjects())
    case .function where next.isName, .procedure where next.isName:
      return .routines(try parseRoutineReferences())
    default:
      _ = try accept(.table)
      return .tables(try parseList { p throws(Refusal) in try p.parseQualifiedName() })
    }
  }

  private mutating func parseObjects() throws(Refusal) -> [Identifier] {
    try advance()
    return try parseObjectNames()
  }

  private mutating func parseObjectNames() throws(Refusal) -> [Identifier] {
    try parseList { p throws(Refusal) in try p.parseName() }
  }
}
