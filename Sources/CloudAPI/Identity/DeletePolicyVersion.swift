enum DeletePolicyVersion: CloudOperation {
  static let name = "DeletePolicyVersion"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var policy = try context.state.identity.ownPolicy(try input.required("PolicyArn"))
    let version = try policy.version(try input.required("VersionId"))
    guard version.id != policy.defaultVersion else {
      throw .deleteConflict("Cannot delete the default version of a policy.")
    }
    policy.versions.removeAll { $0.id == version.id }
    context.state.identity.policies[policy.arn] = policy
    return .empty
  }
}
