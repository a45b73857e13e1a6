/// Why the signature of a request is not taken.
package enum SignatureError: Error, Hashable, Sendable {
  /// There is none.
  case unsigned
  /// The part of that name cannot be read.
  case malformed(String)
  case unknownAccessKey
  /// The session token is not the one of these keys.
  case invalidToken
  /// The time of the request is too far from now.
  case skewed
  /// A presigned request has been good for as long as it should.
  case expired
  /// A field that has to be covered by the signature.
  case fieldNotSigned(String)
  case mismatch
  /// The body is not the one that was signed.
  case payloadMismatch
}
