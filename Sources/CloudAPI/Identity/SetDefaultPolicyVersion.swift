enum SetDefaultPolicyVersion: CloudOperation {
  static let name = "SetDefaultPolicyVersion"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var policy = try context.state.identity.ownPolicy(try input.required("PolicyArn"))
    policy.defaultVersion = try policy.version(try input.required("VersionId")).id
    context.state.identity.policies[policy.arn] = policy
    return .empty
  }
}
