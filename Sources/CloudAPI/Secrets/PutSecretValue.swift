enum PutSecretValue: CloudOperation {
  static let name = "PutSecretValue"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    guard let value = try input.secretValue() else {
      throw .invalidRequest("You must provide either SecretString or SecretBinary.")
    }
    var secret = try context.state.secrets.livingSecret(input)
    let stages = input.texts("VersionStages")
    let version = try secret.add(
      try input.secretVersion(value, context, stages: stages.isEmpty ? [SecretRecord.current] : stages))
    context.state.secrets.secrets[secret.name] = secret
    return [
      "ARN": .text(secret.arn), "Name": .text(secret.name), "VersionId": .text(version.id),
      "VersionStages": .list("member", version.stages.map { .text($0) }),
    ]
  }
}
