/// What Secrets Manager remembers.
package struct SecretsState: Sendable {
  /// By name.
  package var secrets: [String: SecretRecord] = [:]

  /// The secret of a name, an ARN, or an ARN without the letters that AWS adds. Errors: `ResourceNotFoundException`.
  func secret(_ id: String) throws(CloudError) -> SecretRecord {
    if let secret = secrets[id] { return secret }
    guard let secret = secrets.values.first(where: { $0.arn == id || $0.arn.dropLast(7) == id }) else {
      throw .resourceNotFound("Secrets Manager can't find the specified secret.")
    }
    return secret
  }

  /// One that is not about to be deleted. Errors: `ResourceNotFoundException`, `InvalidRequestException`.
  func livingSecret(_ input: CloudInput) throws(CloudError) -> SecretRecord {
    try livingSecret(try input.required("SecretId"))
  }

  func livingSecret(_ id: String) throws(CloudError) -> SecretRecord {
    let secret = try secret(id)
    guard secret.deletion == nil else {
      throw .invalidRequest(
        "You can't perform this operation on the secret because it was marked for deletion.")
    }
    return secret
  }
}

extension CloudError {
  static func invalidRequest(_ message: String) -> CloudError { CloudError("InvalidRequestException", message) }
}
