enum UntagPolicy: CloudOperation {
  static let name = "UntagPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var policy = try context.state.identity.ownPolicy(try input.required("PolicyArn"))
    policy.tags = try IdentityTags.removed(input, from: policy.tags)
    context.state.identity.policies[policy.arn] = policy
    return .empty
  }
}
