import SQLTypes

/// What a server keeps to know a password by, in the forms that CREATE USER takes.
package enum StoredPassword: Hashable, Sendable {
  case plain(String)
  /// MD5 of password and user name, as 32 hexadecimal digits.
  case md5(String)
  /// SHA-256 of password and salt.
  case sha256(digest: [UInt8], salt: [UInt8])
  case scram(ScramSecret)

  /// Whether it is the password of `user`.
  package func matches(_ password: String, user: String) -> Bool {
    switch self {
    case .plain(let known): Self.isEqual(Array(known.utf8), Array(password.utf8))
    case .md5(let digest): Self.isEqual(Array(digest.utf8), Array(Self.md5(password, user: user).utf8))
    case .sha256(let digest, let salt): Self.isEqual(digest, Self.sha256(password, salt: salt))
    case .scram(let secret): secret == ScramSecret(password: password, salt: secret.salt, iterations: secret.iterations)
    }
  }

  /// MD5 of password and user name, in hexadecimal digits.
  package static func md5(_ password: String, user: String) -> String { Digest.md5Hex(of: password + user) }

  /// SHA-256 of password and salt.
  package static func sha256(_ password: String, salt: [UInt8]) -> [UInt8] { hash(Array(password.utf8) + salt) }

  static func hash(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { Digest.sha256($0) } }

  /// Takes as long for any two of one length: what was guessed right does not show in the time.
  static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
