enum CreatePolicy: CloudOperation {
  static let name = "CreatePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try IdentityNames.name(input, "PolicyName", most: 128)
    let path = try IdentityNames.path(input)
    let arn = context.arn("iam", "policy\(path)\(name)", isRegional: false)
    guard context.state.identity.policies[arn] == nil else {
      throw .entityExists("A policy called \(name) already exists. Duplicate names are not allowed.")
    }
    var policy = IdentityState.ManagedPolicy(
      name: name, path: path, id: context.identifier("ANPA"), arn: arn,
      document: try PolicyText.document(input), created: context.time)
    (policy.description, policy.tags) = (try IdentityNames.description(input), try IdentityTags.put(input))
    context.state.identity.policies[arn] = policy
    return ["Policy": policy.shown(context)]
  }
}
