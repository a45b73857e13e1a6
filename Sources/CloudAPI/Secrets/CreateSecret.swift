enum CreateSecret: CloudOperation {
  static let name = "CreateSecret"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("Name")
    if let secret = context.state.secrets.secrets[name] {
      guard secret.deletion == nil else {
        throw .invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for deletion.")
      }
      return try again(secret, input, context)
    }
    try input.refuseSecretOptions("AddReplicaRegions", "ForceOverwriteReplicaSecret", of: Self.name)
    var secret = SecretRecord(
      name: name, arn: SecretRecord.arn(name, context),
      description: input.text("Description"),
      key: input.text("KmsKeyId"), created: context.time, changed: context.time, tags: input.tags)
    if let value = try input.secretValue() { try secret.add(try input.secretVersion(value, context)) }
    context.state.secrets.secrets[name] = secret
    return answer(secret, secret.versions.last?.id)
  }

  /// The same request once more makes nothing. Errors: `ResourceExistsException` for any other of that name.
  private static func again(
    _ secret: SecretRecord, _ input: CloudInput, _ context: CloudContext
  ) throws(CloudError) -> CloudValue {
    guard let token = input.text("ClientRequestToken"), secret.versions.contains(where: { $0.id == token }),
      let value = try input.secretValue()
    else {
      throw CloudError(
        "ResourceExistsException",
        "The operation failed because the secret \(secret.name) already exists.")
    }
    var secret = secret
    return answer(secret, try secret.add(try input.secretVersion(value, context)).id)
  }

  private static func answer(_ secret: SecretRecord, _ version: String?) -> CloudValue {
    .members([
      "ARN": .text(secret.arn), "Name": .text(secret.name), "VersionId": version.map { .text($0) },
    ])
  }
}
