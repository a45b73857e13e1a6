enum CreateSecret: CloudOperation {
  static let name = "CreateSecret"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("Name")
    if let secret = context.state.secrets.secrets[name] {
      guard secret.deletion == nil else {
        throw .invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for deletion.")
      }
      throw CloudError(
        "ResourceExistsException", "The operation failed because the secret \(name) already exists.")
    }
    var secret = SecretRecord(
      name: name, arn: SecretRecord.arn(name, context),
      description: input.text("Description"),
      key: input.text("KmsKeyId"), created: context.time, changed: context.time, tags: input.tags)
    if let value = try input.secretValue() { secret.add(input.secretVersion(value, context)) }
    context.state.secrets.secrets[name] = secret
    return .members([
      "ARN": .text(secret.arn), "Name": .text(name), "VersionId": secret.versions.last.map { .text($0.id) },
    ])
  }
}
