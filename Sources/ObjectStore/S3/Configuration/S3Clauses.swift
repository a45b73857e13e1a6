import HTTP

/// What a COPY or UNLOAD itself says about reaching S3: its REGION and its authorization (copy.md 1.3).
package struct S3Clauses: Hashable, Sendable {
  package var region: String?
  package var credentials: SigningCredentials?
  /// IAM_ROLE's argument, for which the credentials of this machine stand.
  package var role: String?

  package init(region: String? = nil, credentials: SigningCredentials? = nil, role: String? = nil) {
    self.region = region
    self.credentials = credentials
    self.role = role
  }

  /// Takes over `aws_iam_role=…` or `aws_access_key_id=…;aws_secret_access_key=…[;token=…]`, whose form was checked.
  package mutating func take(credentialsText text: String) {
    var parts: [Substring: String] = [:]
    for part in text.split(separator: ";") {
      guard let equals = part.firstIndex(of: "=") else { continue }
      parts[part[..<equals]] = String(part[part.index(after: equals)...])
    }
    role = parts["aws_iam_role"] ?? role
    if let id = parts["aws_access_key_id"], let secret = parts["aws_secret_access_key"] {
      credentials = SigningCredentials(accessKey: id, secretKey: secret, sessionToken: parts["token"])
    }
  }
}
