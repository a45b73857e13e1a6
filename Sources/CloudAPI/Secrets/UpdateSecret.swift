enum UpdateSecret: CloudOperation {
  static let name = "UpdateSecret"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.livingSecret(input)
    secret.description = input.text("Description") ?? secret.description
    secret.key = input.text("KmsKeyId") ?? secret.key
    secret.changed = context.time
    let version = try input.secretValue().map { (value) throws(CloudError) in
      try secret.add(try input.secretVersion(value, context))
    }
    context.state.secrets.secrets[secret.name] = secret
    return .members([
      "ARN": .text(secret.arn), "Name": .text(secret.name), "VersionId": version.map { .text($0.id) },
    ])
  }
}
