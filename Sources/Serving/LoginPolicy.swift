import Catalogs
import PostgresWire
import SQLTypes
import System

/// Who may log in, and what is asked of them (wire.md 1.4).
///
/// Before any user was made everybody may, as an administrator. Then those may who exist: with the password they have, or,
/// where they were never given one, by their name.
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

  /// A user of a database API's temporary password (`IAM:bob`) has no password of its own here.
  func method(of user: User, for login: Login) throws(SQLError) -> AuthenticationMethod {
    if let end = user.validUntil, end < WallClock.now { throw Self.refusal(of: login.userName) }
    let isTemporary = login.user != login.userName
    if isTemporary, let password = cluster.temporaryPassword(of: user.name, at: WallClock.now) {
      return AuthenticationMethod(.plain(password), for: login)
    }
    switch user.password {
    case .none: return .trust
    case .disabled: throw Self.refusal(of: login.userName)
    case .plain(let password): return AuthenticationMethod(.plain(password), for: login)
    case .md5(let digest): return isTemporary ? .cleartext(.md5(digest)) : .md5(digest)
    case .sha256(let digest, let salt):
      let bytes = Self.bytes(ofHex: digest)
      return AuthenticationMethod(.sha256(digest: bytes, salt: Array(salt.utf8)), for: login)
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
