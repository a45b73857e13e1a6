import SQLTypes

/// What SCRAM-SHA-256 (RFC 7677) keeps of a password: enough to check a proof, too little to make one.
package struct ScramSecret: Hashable, Sendable {
  package let salt: [UInt8]
  package let iterations: Int
  let storedKey: [UInt8]
  let serverKey: [UInt8]

  package static let usualIterations = 4096

  /// Passwords are taken as they are: those of ASCII letters are what SASLprep (RFC 4013) would leave of them.
  package init(password: String, salt: [UInt8], iterations: Int = ScramSecret.usualIterations) {
    let keys = ScramKeys(password: password, salt: salt, iterations: iterations)
    self.salt = salt
    self.iterations = iterations
    storedKey = keys.storedKey
    serverKey = keys.serverKey
  }
}

/// The keys of RFC 5802 part 3.
struct ScramKeys {
  let clientKey: [UInt8]
  let serverKey: [UInt8]

  init(password: String, salt: [UInt8], iterations: Int) {
    let salted = HMAC.derivedKey(password: Array(password.utf8), salt: salt, iterations: iterations)
    clientKey = HMAC(key: salted).code(Array("Client Key".utf8))
    serverKey = HMAC(key: salted).code(Array("Server Key".utf8))
  }

  var storedKey: [UInt8] { StoredPassword.hash(clientKey) }

  /// The client's proof, or the key back from it: both are the key and the signature, bit by bit.
  static func mixed(_ key: [UInt8], _ signature: [UInt8]) -> [UInt8] { zip(key, signature).map { $0 ^ $1 } }
}
