/// A user of a cluster.
package struct User: Hashable, Sendable {
  /// What is kept of a password (AWS documentation, CREATE USER).
  package enum Password: Hashable, Sendable {
    /// None was ever given: whoever says the name is let in.
    case none
    case disabled
    /// MD5 of password and name, in hexadecimal digits.
    case md5(String)
    /// SHA-256 of password and salt, in hexadecimal digits both.
    case sha256(digest: String, salt: String)
    /// An administrator's, as the command line gives it.
    case plain(String)
  }

  package let id: Int
  package var name: String
  package var password = Password.none
  package var isSuperuser = false
  package var canCreateDatabases = false
  /// Whether it sees other users' rows of system relations.
  package var seesAll = false
  /// Microseconds since 1970-01-01 UTC after which the password is no longer good.
  package var validUntil: Int64?
  package var connectionLimit: Int?
  /// Seconds.
  package var sessionTimeout: Int?
  package var externalID: String?
  /// Parameters of its sessions.
  package var settings: [String: [String]] = [:]

  package init(id: Int, name: String) {
    self.id = id
    self.name = name
  }
}
