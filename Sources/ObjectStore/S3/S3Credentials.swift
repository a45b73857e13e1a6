/// The keys that requests are signed with. None of them is ever printed, the key's id neither.
package struct S3Credentials: Hashable, Sendable {
  package let accessKey: Secret
  package let secretKey: Secret
  package let sessionToken: Secret?
  /// Seconds since 1970, where it is known that they end.
  package let expiry: Int64?

  package init(accessKey: String, secretKey: String, sessionToken: String? = nil, expiry: Int64? = nil) {
    self.accessKey = Secret(accessKey)
    self.secretKey = Secret(secretKey)
    self.sessionToken = sessionToken.map { Secret($0) }
    self.expiry = expiry
  }
}
