/// The keys that requests are signed with. None of them is ever printed, the key's id neither.
package struct SigningCredentials: Hashable, Sendable {
  package let accessKey: Secret
  package let secretKey: Secret
  package let sessionToken: Secret?

  package init(accessKey: String, secretKey: String, sessionToken: String? = nil) {
    self.accessKey = Secret(accessKey)
    self.secretKey = Secret(secretKey)
    self.sessionToken = sessionToken.map { Secret($0) }
  }
}
