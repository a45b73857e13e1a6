import Catalogs
import PostgresWire
import SQLTypes
import System

/// Who may log in, and what is asked of them (wire.md 1.4).
///
/// Before any user was made everybody may, as an administrator. Then those may who exist: with the password they have,
/// or, where they were never given one, by their name.
struct LoginPolicy {
  private let cluster: Cluster

  init(_ cluster: Cluster) { self.cluster = cluster }

  /// 28000 where there is no such user.
  func user(named name: String) throws(SQLError) -> User {
    if let user = cluster.principals.current.user(named: name) {
      if user.id == Principals.administratorID { try keepName(name) }
      return user
    }
    try cluster.principals.apply { principals throws(SQLError) in
      if principals.user(Principals.administratorID)?.password == User.Password.none { principals.admit(name) }
    }
    guard let user = cluster.principals.current.user(named: name) else { throw Self.refusal(of: name) }
    return user
  }

  private func keepName(_ name: String) throws(SQLError) {
    guard !cluster.principals.current.isNamed else { return }
    try cluster.principals.apply { principals throws(SQLError) in principals.admit(name) }
  }

  // MARK: Temporary passwords

  /// Any of the temporary passwords that the cluster's API gave for this name; nil where it gave none that is still
  /// good.
  func temporaryMethod(of login: Login) -> AuthenticationMethod? {
    let digests = temporaryPasswords(of: login).map { StoredPassword.md5($0.password, user: login.user) }
    return digests.isEmpty ? nil : .md5(digests)
  }

  /// The user of a client that has proved itself: with a temporary password one that may have to be made or to join
  /// groups. 28000 where there is no such user, 42704 where there is no such group.
  func admitted(_ login: Login) throws(SQLError) -> User {
    guard let temporary = temporaryPasswords(of: login).last else { return try user(named: login.userName) }
    if temporary.createsUser, (try? user(named: temporary.user)) == nil {
      try cluster.principals.apply { principals throws(SQLError) in
        try principals.addUser(temporary.user) { $0.password = .disabled }
      }
    }
    let user = try user(named: temporary.user)
    guard !temporary.groups.isEmpty else { return user }
    try cluster.principals.apply { principals throws(SQLError) in
      for name in temporary.groups {
        let group = try principals.existingGroup(name)
        try principals.changeGroup(group.id) { if !$0.members.contains(user.id) { $0.members.append(user.id) } }
      }
    }
    return user
  }

  private func temporaryPasswords(of login: Login) -> [TemporaryPassword] {
    guard login.isTemporary else { return [] }
    return cluster.temporaryPasswords(of: login.user, in: login.database, at: WallClock.now)
  }

  // MARK: Passwords of their own

  /// Whether a password is the user's; one who was never given any takes every one. 28000 where it is not.
  func check(_ password: String, of user: User) throws(SQLError) {
    guard let known = try Self.storedPassword(of: user) else { return }
    guard known.matches(password, user: user.name) else { throw Self.refusal(of: user.name) }
  }

  /// The mark of a temporary password belongs to no name: who has none of these is asked for the user's own.
  func method(of user: User, for login: Login) throws(SQLError) -> AuthenticationMethod {
    if let end = user.validUntil, end < WallClock.now { throw Self.refusal(of: login.userName) }
    guard let known = try Self.storedPassword(of: user) else { return .trust }
    // A digest of the bare name cannot be compared with one of the name and its mark.
    if login.isTemporary, case .md5 = known { return .cleartext(known) }
    return AuthenticationMethod(known, for: login)
  }

  /// nil for who was never given one. 28000 for who may not have any.
  private static func storedPassword(of user: User) throws(SQLError) -> StoredPassword? {
    switch user.password {
    case .none: return nil
    case .disabled: throw refusal(of: user.name)
    case .plain(let text): return .plain(text)
    case .md5(let digest): return .md5(digest)
    case .sha256(let digest, let salt): return .sha256(digest: bytes(ofHex: digest), salt: Array(salt.utf8))
    }
  }

  private static func refusal(of name: String) -> SQLError {
    SQLError(.invalidAuthorization, "password authentication failed for user \"\(name)\"")
  }

  private static func bytes(ofHex digits: String) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue)
    return stride(from: 0, to: values.count - 1, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
  }

  /// 53300 for one session too many; superusers have as many as they like.
  func checkLimits(_ user: User, _ database: Database) throws(SQLError) {
    guard !user.isSuperuser else { return }
    if let limit = user.connectionLimit, cluster.sessionCount(of: user.id) >= limit {
      throw SQLError(SQLState("53300"), "too many connections for user \"\(user.name)\"")
    }
    if let limit = cluster.principals.current.databases[database.name]?.connectionLimit,
      database.sessions.all.count >= limit
    {
      throw SQLError(SQLState("53300"), "too many connections for database \"\(database.name)\"")
    }
  }
}
