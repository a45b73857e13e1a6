import SQLTypes

/// How a client is asked to prove itself, and what its answer is compared with (wire.md 1.4).
package enum AuthenticationMethod: Hashable, Sendable {
  /// Not at all.
  case trust
  /// The password itself is sent: for connections that are encrypted, or stay on this machine.
  case cleartext(StoredPassword)
  /// MD5 of password and user name, as 32 hexadecimal digits: of any of the passwords that the user has at the time.
  case md5([String])
  /// Redshift's digest, which its own drivers know: SHA-256 of password and salt.
  case digest(sha256: [UInt8], salt: [UInt8])
  case scram(ScramSecret)

  /// The best way that both sides know: a digest is asked only of Redshift's own drivers, which name their version.
  package init(_ password: StoredPassword, for login: Login) {
    switch password {
    case .plain(let text): self = .md5([StoredPassword.md5(text, user: login.user)])
    case .md5(let digest): self = .md5([digest])
    case .sha256(let digest, let salt):
      self = login["driver_version"] == nil ? .cleartext(password) : .digest(sha256: digest, salt: salt)
    case .scram(let secret): self = .scram(secret)
    }
  }
}

extension AuthenticationMethod {
  /// As STL_CONNECTION_LOG names it.
  package var name: String {
    switch self {
    case .trust: "Trust"
    case .cleartext: "password"
    case .md5: "md5"
    case .digest: "sha256"
    case .scram: "scram-sha-256"
    }
  }
}
