import SQLTypes

/// The client's side of SCRAM-SHA-256, without channel binding: see `ScramServer` for a conversation.
package struct ScramClient: Hashable, Sendable {
  private static let header = "n,,"

  private let password: String
  private let nonce: String
  private var serverSignature: [UInt8] = []

  /// `nonce` is printable and has no comma.
  package init(password: String, nonce: String) {
    self.password = password
    self.nonce = nonce
  }

  /// The user's name is the StartupMessage's: here it is left out.
  private var bare: String { "n=,r=\(nonce)" }

  package var first: [UInt8] { Array("\(Self.header)\(bare)".utf8) }

  /// Answers the server's challenge. 08P01 for what is none.
  package mutating func final(_ message: [UInt8]) throws(SQLError) -> [UInt8] {
    guard let text = String(validating: message, as: UTF8.self), let attributes = ScramAttributes(text[...]),
      let nonce = attributes["r"], nonce.hasPrefix(self.nonce), nonce.count > self.nonce.count,
      let salt = attributes["s"].flatMap({ Base64.bytes($0) }), let count = attributes["i"].flatMap({ Int($0) }),
      (1...Self.mostIterations).contains(count), !attributes.isMandatoryExtension
    else { throw Self.malformed }
    let keys = ScramKeys(password: password, salt: salt, iterations: count)
    let withoutProof = "c=\(Base64.text(Array(Self.header.utf8))),r=\(nonce)"
    let covered = Array("\(bare),\(text),\(withoutProof)".utf8)
    serverSignature = HMAC(key: keys.serverKey).code(covered)
    let proof = ScramKeys.mixed(keys.clientKey, HMAC(key: keys.storedKey).code(covered))
    return Array("\(withoutProof),p=\(Base64.text(proof))".utf8)
  }

  /// Whether the server knows the password too.
  package func accepts(_ message: [UInt8]) -> Bool {
    guard !serverSignature.isEmpty, let text = String(validating: message, as: UTF8.self),
      let signature = ScramAttributes(text[...])?["v"].flatMap({ Base64.bytes($0) })
    else { return false }
    return StoredPassword.isEqual(signature, serverSignature)
  }

  /// A server that asks for more wants the client's time, not its proof.
  private static let mostIterations = 10_000_000
  private static let malformed = SQLError(.protocolViolation, "malformed SCRAM message")
}
