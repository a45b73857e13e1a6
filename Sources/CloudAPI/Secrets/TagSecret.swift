enum TagSecret: CloudOperation {
  static let name = "TagResource"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.livingSecret(input)
    let added = input.tags
    secret.tags.removeAll { old in added.contains { $0.key == old.key } }
    secret.tags += added
    context.state.secrets.secrets[secret.name] = secret
    return .empty
  }
}
