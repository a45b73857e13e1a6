import Catalogs
import SQLSyntax
import SQLTypes

/// What the options of CREATE USER and ALTER USER make of a user.
struct UserChange: Sendable {
  private var edits: [@Sendable (inout User) -> Void] = []
  private(set) var groups: [Identifier] = []
  private(set) var disablesPassword = false
  private(set) var renames = false

  /// Throws 42601 for an option that is given twice or does not go with the statement, 22023 for a value that is no
  /// good, and 42501 for what only superusers may give.
  init(_ options: [UserOption], of name: Identifier, isNew: Bool, _ subject: AccessSubject) throws(SQLError) {
    var seen: Set<String> = []
    for option in options {
      guard seen.insert(option.kind).inserted else { throw SQLError(.syntaxError, "conflicting or redundant options") }
      try take(option, of: name, isNew: isNew, subject)
    }
    guard !isNew || seen.contains("password") else {
      throw SQLError(.syntaxError, "PASSWORD is required to create a user, or PASSWORD DISABLE")
    }
  }

  func apply(_ user: inout User) { for edit in edits { edit(&user) } }

  private mutating func take(
    _ option: UserOption, of name: Identifier, isNew: Bool, _ subject: AccessSubject
  ) throws(SQLError) {
    switch option {
    case .password(let text):
      let password = try text.map { text throws(SQLError) in try User.Password(text, of: name) } ?? .disabled
      disablesPassword = text == nil
      add { $0.password = password }
    case .createDatabase(let isAllowed): add { $0.canCreateDatabases = isAllowed }
    case .createUser(let isSuperuser):
      guard subject.isSuperuser || !isSuperuser else {
        throw SQLError(.insufficientPrivilege, "must be superuser to create superusers")
      }
      add { $0.isSuperuser = isSuperuser }
    case .unrestrictedSyslog(let seesAll): add { $0.seesAll = seesAll }
    case .groups(let names):
      guard isNew else { throw SQLError(.syntaxError, "syntax error at or near \"IN\"") }
      groups = names
    case .validUntil(let text):
      let time = try Self.time(text)
      add { $0.validUntil = time }
    case .connectionLimit(let limit):
      guard limit.map({ $0 >= 0 }) ?? true else {
        throw SQLError(.invalidParameter, "invalid connection limit: \(limit ?? 0)")
      }
      add { $0.connectionLimit = limit }
    case .sessionTimeout(let seconds):
      guard seconds.map((60...1_728_000).contains) ?? true else {
        throw SQLError(.invalidParameter, "session timeout must be between 60 and 1728000 seconds")
      }
      add { $0.sessionTimeout = seconds }
    case .externalID(let id): add { $0.externalID = id }
    case .rename(let new):
      renames = true
      add { user in
        user.name = new
        if case .md5 = user.password { user.password = .disabled }
      }
    case .set(let parameter): try set(parameter)
    }
  }

  private mutating func set(_ parameter: SetParameter) throws(SQLError) {
    var settings = SessionSettings()
    let name = parameter.name.lowercased()
    try settings.set(name, to: parameter.values)
    add { $0.settings[name] = parameter.values }
  }

  private mutating func add(_ edit: @escaping @Sendable (inout User) -> Void) { edits.append(edit) }

  /// nil for `infinity`.
  private static func time(_ text: String) throws(SQLError) -> Int64? {
    guard text.lowercased() != "infinity" else { return nil }
    guard case .int(let time)? = try? ValueText.convert(.string(text), from: .varchar(64), to: .timestamptz) else {
      throw SQLError(.invalidDatetime, "invalid input syntax for type abstime: \"\(text)\"")
    }
    return time
  }
}

extension UserOption {
  /// Which two of may not stand together.
  fileprivate var kind: String {
    switch self {
    case .password: "password"
    case .createDatabase: "createdb"
    case .createUser: "createuser"
    case .unrestrictedSyslog: "syslog"
    case .groups: "groups"
    case .validUntil: "valid until"
    case .connectionLimit: "connection limit"
    case .sessionTimeout: "session timeout"
    case .externalID: "externalid"
    case .rename: "rename"
    case .set: "set"
    }
  }
}

extension User.Password {
  /// `md5` and 32 digits; `sha256|digest|salt`; `sha256|password`; or a password in clear text, which is kept as MD5.
  /// 22023 for a password that breaks the rules.
  init(_ text: String, of user: String) throws(SQLError) {
    if text.utf8.count == 35, text.hasPrefix("md5"), text.dropFirst(3).allSatisfy(\.isHexDigit) {
      self = .md5(text.dropFirst(3).lowercased())
    } else if text.hasPrefix("sha256|") {
      self = try Self.sha256(text.split(separator: "|", omittingEmptySubsequences: false).map(String.init))
    } else {
      try Self.check(text)
      self = .md5(Digest.md5Hex(of: text + user))
    }
  }

  private static func sha256(_ parts: [String]) throws(SQLError) -> User.Password {
    if parts.count == 3, parts[1].count == 64, parts[1].allSatisfy(\.isHexDigit) {
      return .sha256(digest: parts[1].lowercased(), salt: parts[2])
    }
    guard parts.count == 2 else { throw SQLError(.invalidParameter, "invalid sha256 password") }
    try check(parts[1])
    let salt = String(UInt64.random(in: .min ... .max), radix: 16)
    return .sha256(digest: Digest.sha256Hex(of: parts[1] + salt), salt: salt)
  }

  private static func check(_ password: String) throws(SQLError) {
    func refuse(_ message: String) -> SQLError { SQLError(.invalidParameter, message) }
    guard (8...64).contains(password.count) else { throw refuse("password must be 8 to 64 characters in length") }
    guard password.contains(where: { ("A"..."Z").contains($0) }) else {
      throw refuse("password must contain an uppercase letter")
    }
    guard password.contains(where: { ("a"..."z").contains($0) }) else {
      throw refuse("password must contain a lowercase letter")
    }
    guard password.contains(where: { ("0"..."9").contains($0) }) else { throw refuse("password must contain a number") }
    guard password.utf8.allSatisfy({ (33...126).contains($0) && !"'\"\\/@".utf8.contains($0) }) else {
      throw refuse("password contains a character that is not allowed")
    }
  }
}
