import SQLTypes

/// The server's side of SCRAM-SHA-256, without channel binding (RFC 5802, RFC 7677).
///
/// ```
/// client   n,,n=user,r=rOprNGfwEbeRWgbNEkqO
/// server   r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096
/// client   c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=
/// server   v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=
/// ```
package struct ScramServer: Hashable, Sendable {
  package static let mechanism = "SCRAM-SHA-256"

  private let secret: ScramSecret
  private let serverNonce: String
  /// `n,,` or `y,,`: what the client said of channel binding.
  private var header = ""
  private var nonce = ""
  /// Both first messages, which the proof covers.
  private var messages = ""

  /// `nonce` is printable and has no comma.
  package init(_ secret: ScramSecret, nonce: String) {
    self.secret = secret
    serverNonce = nonce
  }

  /// Answers the client's first message. 08P01 for what is none, 0A000 for channel binding.
  package mutating func first(_ message: [UInt8]) throws(SQLError) -> [UInt8] {
    let text = try Self.text(message)
    let parts = text.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let attributes = ScramAttributes(parts[2]), let clientNonce = attributes["r"],
      !clientNonce.isEmpty, !attributes.isMandatoryExtension
    else { throw Self.malformed }
    if parts[0].hasPrefix("p=") { throw .notSupported("SCRAM with channel binding") }
    guard parts[0] == "n" || parts[0] == "y" else { throw Self.malformed }
    header = "\(parts[0]),\(parts[1]),"
    nonce = "\(clientNonce)\(serverNonce)"
    let answer = "r=\(nonce),s=\(Base64.text(secret.salt)),i=\(secret.iterations)"
    messages = "\(parts[2]),\(answer)"
    return Array(answer.utf8)
  }

  /// Answers the client's proof; nil where it is wrong. 08P01 for what is none.
  package func final(_ message: [UInt8]) throws(SQLError) -> [UInt8]? {
    let text = try Self.text(message)
    guard let attributes = ScramAttributes(text[...]), let proof = attributes["p"].flatMap({ Base64.bytes($0) }),
      let end = text.lastIndex(of: ","), attributes["c"].flatMap({ Base64.bytes($0) }) == Array(header.utf8),
      let echo = attributes["r"], proof.count == secret.storedKey.count
    else { throw Self.malformed }
    guard echo == nonce else { return nil }
    let covered = Array("\(messages),\(text[..<end])".utf8)
    let signature = HMAC(key: secret.storedKey).code(covered)
    let key = StoredPassword.hash(ScramKeys.mixed(proof, signature))
    guard StoredPassword.isEqual(key, secret.storedKey) else { return nil }
    return Array("v=\(Base64.text(HMAC(key: secret.serverKey).code(covered)))".utf8)
  }

  private static let malformed = SQLError(.protocolViolation, "malformed SCRAM message")

  private static func text(_ message: [UInt8]) throws(SQLError) -> String {
    guard let text = String(validating: message, as: UTF8.self) else { throw malformed }
    return text
  }
}
