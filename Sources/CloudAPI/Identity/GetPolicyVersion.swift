enum GetPolicyVersion: CloudOperation {
  static let name = "GetPolicyVersion"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let policy = try context.state.identity.policy(try input.required("PolicyArn"))
    return ["PolicyVersion": try policy.version(try input.required("VersionId")).shown(of: policy)]
  }
}
