enum DeletePolicy: CloudOperation {
  static let name = "DeletePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let arn = try input.required("PolicyArn")
    guard context.state.identity.policies[arn] != nil else {
      throw .noSuchEntity("Policy \(arn) does not exist or is not attachable.")
    }
    guard context.state.identity.attachments(of: arn) + context.state.identity.boundaries(of: arn) == 0 else {
      throw .deleteConflict("Cannot delete a policy attached to entities.")
    }
    guard context.state.identity.policies[arn]?.versions.count == 1 else {
      throw .deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions.")
    }
    context.state.identity.policies[arn] = nil
    return .empty
  }
}
