enum RestoreSecret: CloudOperation {
  static let name = "RestoreSecret"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.secret(try input.required("SecretId"))
    secret.deletion = nil
    context.state.secrets.secrets[secret.name] = secret
    return ["ARN": .text(secret.arn), "Name": .text(secret.name)]
  }
}
