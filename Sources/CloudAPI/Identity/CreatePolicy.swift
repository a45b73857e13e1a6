enum CreatePolicy: CloudOperation {
  static let name = "CreatePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("PolicyName")
    let path = input.text("Path") ?? "/"
    let arn = context.arn("iam", "policy\(path)\(name)", isRegional: false)
    guard context.state.identity.policies[arn] == nil else {
      throw .entityExists("A policy called \(name) already exists. Duplicate names are not allowed.")
    }
    let policy = IdentityState.ManagedPolicy(
      name: name, path: path, id: context.identifier("ANPA"), arn: arn,
      document: try input.required("PolicyDocument"), created: context.time)
    context.state.identity.policies[arn] = policy
    return ["Policy": policy.shown(context)]
  }
}
