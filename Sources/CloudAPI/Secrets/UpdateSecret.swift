enum UpdateSecret: CloudOperation {
  static let name = "UpdateSecret"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.livingSecret(input)
    secret.description = input.text("Description") ?? secret.description
    secret.key = input.text("KmsKeyId") ?? secret.key
    secret.changed = context.time
    let version = try input.secretValue().map { input.secretVersion($0, context) }
    if let version { secret.add(version) }
    context.state.secrets.secrets[secret.name] = secret
    return .members([
      "ARN": .text(secret.arn), "Name": .text(secret.name), "VersionId": version.map { .text($0.id) },
    ])
  }
}
