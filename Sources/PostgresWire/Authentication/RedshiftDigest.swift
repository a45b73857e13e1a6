/// The answer to Redshift's digest request: SHA256(SHA256(password + salt) + server nonce + client nonce) (wire.md
/// 1.4).
enum RedshiftDigest {
  /// `inner` is SHA-256 of password and salt.
  static func answer(_ inner: [UInt8], serverNonce: [UInt8], clientNonce: [UInt8]) -> [UInt8] {
    StoredPassword.hash(inner + serverNonce + clientNonce)
  }
}
