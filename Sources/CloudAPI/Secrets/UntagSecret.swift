enum UntagSecret: CloudOperation {
  static let name = "UntagResource"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.livingSecret(input)
    let keys = Set(input.texts("TagKeys"))
    secret.tags.removeAll { keys.contains($0.key) }
    context.state.secrets.secrets[secret.name] = secret
    return .empty
  }
}
