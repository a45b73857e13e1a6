enum CreatePolicyVersion: CloudOperation {
  static let name = "CreatePolicyVersion"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var policy = try context.state.identity.ownPolicy(try input.required("PolicyArn"))
    guard policy.versions.count < 5 else {
      throw CloudError(
        "LimitExceeded",
        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
        status: 409)
    }
    let version = policy.add(try PolicyText.document(input), context.time)
    if try input.flag("SetAsDefault") ?? false { policy.defaultVersion = version.id }
    context.state.identity.policies[policy.arn] = policy
    return ["PolicyVersion": version.shown(of: policy, hasDocument: false)]
  }
}
