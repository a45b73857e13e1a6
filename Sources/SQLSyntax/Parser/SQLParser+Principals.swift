import SQLTypes

/// Users, groups and roles (AWS documentation: CREATE USER and its kin).
extension SQLParser {
  /// From the word after CREATE.
  mutating func parseCreatePrincipal() throws(Refusal) -> Statement {
    let kind = token.keyword
    try advance()
    let name = kind == .role ? try parseRoleName() : try parsePrincipalName()
    switch kind {
    case .user:
      _ = try accept(.with)
      return .principal(.createUser(name, try parseUserOptions()))
    case .group:
      _ = try accept(.with)
      let users = try accept(.user) ? try parsePrincipalNames() : []
      return .principal(.createGroup(name, users: users))
    default: return .principal(.createRole(name, externalID: try parseExternalID()))
    }
  }

  /// From the word after ALTER.
  mutating func parseAlterPrincipal() throws(Refusal) -> Statement {
    let kind = token.keyword
    try advance()
    let name = kind == .role ? try parseRoleName() : try parsePrincipalName()
    switch kind {
    case .user: return .principal(try parseAlterUser(name))
    case .group: return .principal(.alterGroup(name, try parseGroupAction()))
    default: return .principal(.alterRole(name, try parseRoleAction()))
    }
  }

  /// From the word after DROP.
  mutating func parseDropPrincipal() throws(Refusal) -> Statement {
    let kind: PrincipalKind = token.keyword == .user ? .user : token.keyword == .group ? .group : .role
    try advance()
    let ifExists = try acceptIfExists()
    let names =
      switch kind {
      case .user: try parsePrincipalNames()
      case .group: [try parsePrincipalName()]
      case .role: [try parseRoleName()]
      }
    let force = kind == .role ? try acceptWord("FORCE") : false
    if kind == .role && !force { _ = try accept(.restrict) }
    return .principal(.drop(kind, names, ifExists: ifExists, force: force))
  }

  mutating func parsePrincipalName() throws(Refusal) -> Identifier {
    if word(token) == "PUBLIC", token.kind == .word {
      throw refuse(SQLError(SQLState("42939"), "user name \"public\" is reserved"))
    }
    return try parseName()
  }

  /// A role's name; the system's need no quotes: `sys:monitor`.
  mutating func parseRoleName() throws(Refusal) -> Identifier {
    let name = try parsePrincipalName()
    guard token.kind == .colon else { return name }
    try advance()
    return "\(name):\(try parseLabel())"
  }

  private mutating func parsePrincipalNames() throws(Refusal) -> [Identifier] {
    try parseList { p throws(Refusal) in try p.parsePrincipalName() }
  }

  /// A word that is none of the grammar's own, or another way to spell it.
  mutating func acceptWord(_ spellings: String...) throws(Refusal) -> Bool {
    guard token.kind == .word, spellings.contains(word(token)) else { return false }
    try advance()
    return true
  }

  // MARK: Users

  private mutating func parseAlterUser(_ name: Identifier) throws(Refusal) -> PrincipalStatement {
    _ = try accept(.with)
    switch token.keyword {
    case .rename:
      try expect(.rename, .to)
      return .alterUser(name, [.rename(try parsePrincipalName())])
    case .set:
      guard case .set(let parameter) = try parseSet() else { throw unexpected() }
      return .alterUser(name, [.set(parameter)])
    case .reset where next.keyword != .session:
      try advance()
      return .resetUser(name, parameter: try accept(.all) ? nil : try parseName())
    default: return .alterUser(name, try parseUserOptions())
    }
  }

  private mutating func parseUserOptions() throws(Refusal) -> [UserOption] {
    var options: [UserOption] = []
    while token.kind != .end, token.kind != .semicolon { options.append(try parseUserOption()) }
    return options
  }

  private mutating func parseUserOption() throws(Refusal) -> UserOption {
    if token.keyword == .in {
      try expect(.in, .group)
      return .groups(try parsePrincipalNames())
    }
    if token.keyword == .session || token.keyword == .reset { return try parseSessionTimeout() }
    guard token.kind == .word else { throw unexpected() }
    let spelling = word(token)
    guard Self.userOptions.contains(spelling) else { throw unexpected() }
    try advance()
    switch spelling {
    case "PASSWORD": return .password(try accept(.disable) ? nil : try parseString())
    case "CREATEDB", "NOCREATEDB": return .createDatabase(spelling == "CREATEDB")
    case "CREATEUSER", "NOCREATEUSER": return .createUser(spelling == "CREATEUSER")
    case "SYSLOG": return try parseSyslog()
    case "VALID": return try parseValidUntil()
    case "CONNECTION": return try parseConnectionLimit()
    default: return .externalID(try parseLabelOrString())
    }
  }

  private static let userOptions: Set<String> = [
    "PASSWORD", "CREATEDB", "NOCREATEDB", "CREATEUSER", "NOCREATEUSER", "SYSLOG", "VALID", "CONNECTION", "EXTERNALID",
  ]

  private mutating func parseSyslog() throws(Refusal) -> UserOption {
    guard try acceptWord("ACCESS") else { throw unexpected() }
    if try acceptWord("UNRESTRICTED") { return .unrestrictedSyslog(true) }
    guard try acceptWord("RESTRICTED") else { throw unexpected() }
    return .unrestrictedSyslog(false)
  }

  private mutating func parseValidUntil() throws(Refusal) -> UserOption {
    guard try acceptWord("UNTIL") else { throw unexpected() }
    return .validUntil(try parseString())
  }

  private mutating func parseConnectionLimit() throws(Refusal) -> UserOption {
    .connectionLimit(try parseLimit())
  }

  /// `LIMIT {n | UNLIMITED}`
  mutating func parseLimit() throws(Refusal) -> Int? {
    try expect(.limit)
    return try acceptWord("UNLIMITED") ? nil : try parseInteger()
  }

  /// `SESSION TIMEOUT n`, `RESET SESSION TIMEOUT`
  private mutating func parseSessionTimeout() throws(Refusal) -> UserOption {
    let isReset = try accept(.reset)
    try expect(.session)
    guard try acceptWord("TIMEOUT") else { throw unexpected() }
    return .sessionTimeout(isReset ? nil : try parseInteger())
  }

  private mutating func parseLabelOrString() throws(Refusal) -> String {
    token.isString ? try parseString() : try parseLabel()
  }

  // MARK: Groups and roles

  private mutating func parseGroupAction() throws(Refusal) -> GroupAction {
    switch token.keyword {
    case .add:
      try expect(.add, .user)
      return .add(try parsePrincipalNames())
    case .drop:
      try expect(.drop, .user)
      return .drop(try parsePrincipalNames())
    default:
      try expect(.rename, .to)
      return .rename(try parsePrincipalName())
    }
  }

  private mutating func parseRoleAction() throws(Refusal) -> RoleAction {
    _ = try accept(.with)
    if try accept(.rename) {
      try expect(.to)
      return .rename(try parsePrincipalName())
    }
    if try accept(.owner) {
      try expect(.to)
      return .owner(try parsePrincipalName())
    }
    guard let id = try parseExternalID() else { throw unexpected() }
    return .externalID(id)
  }

  /// `[EXTERNALID [TO] id]`
  private mutating func parseExternalID() throws(Refusal) -> String? {
    guard try acceptWord("EXTERNALID") else { return nil }
    _ = try accept(.to)
    return try parseLabelOrString()
  }
}
