enum DeleteSecretPolicy: CloudOperation {
  static let name = "DeleteResourcePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.livingSecret(input)
    secret.policy = nil
    context.state.secrets.secrets[secret.name] = secret
    return ["ARN": .text(secret.arn), "Name": .text(secret.name)]
  }
}
