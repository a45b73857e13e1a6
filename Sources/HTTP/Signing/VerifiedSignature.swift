/// What a verified signature says.
package struct VerifiedSignature: Hashable, Sendable {
  /// What of the body the signature covers.
  package enum Payload: Hashable, Sendable {
    /// All of it, as it came.
    case whole
    /// None: TLS has to.
    case unsigned
    /// What comes in pieces with signatures of their own, by the name that the request gives it: `STREAMING-…`.
    case streaming(String)
  }

  package var accessKey: String
  package var region: String
  package var service: String
  package var payload: Payload

  package init(accessKey: String, region: String, service: String, payload: Payload) {
    self.accessKey = accessKey
    self.region = region
    self.service = service
    self.payload = payload
  }
}
