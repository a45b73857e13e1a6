import Formats

/// The policy is remembered and given back; nobody is refused for it.
enum PutSecretPolicy: CloudOperation {
  static let name = "PutResourcePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.livingSecret(input)
    let policy = try input.required("ResourcePolicy")
    guard case .object? = try? JSONDocument(parsing: Array(policy.utf8)) else {
      throw CloudError("MalformedPolicyDocumentException", "This resource policy contains invalid Json.")
    }
    secret.policy = policy
    context.state.secrets.secrets[secret.name] = secret
    return ["ARN": .text(secret.arn), "Name": .text(secret.name)]
  }
}
