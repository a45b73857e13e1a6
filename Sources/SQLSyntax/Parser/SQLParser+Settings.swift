/// SET, RESET, SHOW.
extension SQLParser {
  mutating func parseSet() throws(Refusal) -> Statement {
    try advance()
    if try accept(.session, .authorization) {
      return .sessionAuthorization(try parseSettingValues()?.first)
    }
    if token.keyword == .session, word(next) == "CHARACTERISTICS" {
      try advance()
      try advance()
      try expect(.as)
      return try parseSetTransaction("default_transaction_isolation", isLocal: false)
    }
    let isLocal = token.keyword == .local && next.isName
    if isLocal || (token.keyword == .session && next.isName) { try advance() }
    switch token.keyword {
    case .transaction: return try parseSetTransaction("transaction_isolation", isLocal: true)
    case .time where next.keyword == .zone: return try parseSpelledOut("timezone", isLocal: isLocal, words: 2)
    case .names where next.isString || next.keyword == .default:
      return try parseSpelledOut("client_encoding", isLocal: isLocal, words: 1)
    default: break
    }
    let name = try parseSettingName()
    if !(try accept(.to)), token.keyword != .interval { try expect(symbol: .equal) }
    return .set(SetParameter(name: name, values: try parseSettingValues(), isLocal: isLocal))
  }

  /// `SET TIME ZONE 'x'`, `SET NAMES 'x'`: without TO.
  private mutating func parseSpelledOut(_ name: String, isLocal: Bool, words: Int) throws(Refusal) -> Statement {
    for _ in 0..<words { try advance() }
    let values = try accept(.local) ? nil : try parseSettingValues()
    return .set(SetParameter(name: name, values: values, isLocal: isLocal))
  }

  /// `search_path`, `app.user`
  private mutating func parseSettingName() throws(Refusal) -> String {
    var name = try parseName()
    while try accept(symbol: .dot) { name += ".\(try parseLabel())" }
    return name
  }

  private mutating func parseSettingValues() throws(Refusal) -> [String]? {
    if try accept(.default) { return nil }
    return try parseList { p throws(Refusal) in try p.parseSettingValue() }
  }

  private mutating func parseSettingValue() throws(Refusal) -> String {
    if token.isString { return try parseString() }
    if token.keyword == .interval { return try parseIntervalValue() }
    let isNegative = try accept(symbol: .minus)
    switch token.kind {
    case .integer, .decimal, .float:
      let number = text
      try advance()
      return isNegative ? "-\(number)" : number
    default:
      guard !isNegative, token.isName || [.on, .off, .true, .false, .user].contains(token.keyword) else {
        throw unexpected()
      }
      return try parseLabel()
    }
  }

  /// `INTERVAL '-8 hours'`, `INTERVAL '-08:00' HOUR TO MINUTE`: the text alone.
  private mutating func parseIntervalValue() throws(Refusal) -> String {
    try advance()
    let text = try parseString()
    var digits: [TypeName.Argument] = []
    _ = try parseIntervalQualifier(&digits)
    return text
  }

  /// `TRANSACTION ISOLATION LEVEL … [READ …]`
  private mutating func parseSetTransaction(_ name: String, isLocal: Bool) throws(Refusal) -> Statement {
    try expect(.transaction)
    let modes = try parseTransactionModes()
    guard modes.isReadOnly == nil else {
      return .transaction(.characteristics(modes, isForSession: !isLocal))
    }
    return .set(SetParameter(name: name, values: modes.isolation.map { [$0] }, isLocal: isLocal))
  }

  mutating func parseReset() throws(Refusal) -> Statement {
    try advance()
    if try accept(.all) { return .reset(name: nil) }
    if try accept(.session, .authorization) { return .sessionAuthorization(nil) }
    if try accept(.time, .zone) { return .reset(name: "timezone") }
    if try accept(.use) { return .database(.use(nil)) }
    return .reset(name: try parseSettingName())
  }

  /// `SHOW name | ALL`, and lists of objects.
  mutating func parseShow() throws(Refusal) -> Statement {
    try advance()
    if try accept(.all) { return .show(name: nil) }
    if try accept(.session, .authorization) { return .show(name: "session_authorization") }
    if try accept(.time, .zone) { return .show(name: "timezone") }
    if try accept(.use) { return .database(.showUse) }
    if at(.transaction, .isolation) {
      try expect(.transaction, .isolation, .level)
      return .show(name: "transaction_isolation")
    }
    if token.keyword == .procedure, next.isName { return .routine(.show(try parseRoutineReference())) }
    if let list = try parseShowObjects() { return list }
    return .show(name: try parseSettingName())
  }
}
