enum GetSecretPolicy: CloudOperation {
  static let name = "GetResourcePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let secret = try context.state.secrets.livingSecret(input)
    return .members([
      "ARN": .text(secret.arn), "Name": .text(secret.name), "ResourcePolicy": secret.policy.map { .text($0) },
    ])
  }
}
