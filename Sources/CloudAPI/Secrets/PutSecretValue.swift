enum PutSecretValue: CloudOperation {
  static let name = "PutSecretValue"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.livingSecret(input)
    guard let value = try input.secretValue() else {
      throw CloudError("InvalidParameterException", "You must provide either SecretString or SecretBinary.")
    }
    let stages = input.texts("VersionStages")
    let version = input.secretVersion(value, context, stages: stages.isEmpty ? [SecretRecord.current] : stages)
    if let known = secret.versions.first(where: { $0.id == version.id }) {
      guard known.value == value else {
        throw CloudError(
          "ResourceExistsException",
          "You can't use ClientRequestToken \(version.id) because that value is already in use.")
      }
    } else {
      secret.add(version)
      context.state.secrets.secrets[secret.name] = secret
    }
    return [
      "ARN": .text(secret.arn), "Name": .text(secret.name), "VersionId": .text(version.id),
      "VersionStages": .list("member", version.stages.map { .text($0) }),
    ]
  }
}
