enum ListPolicyTags: CloudOperation {
  static let name = "ListPolicyTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let policy = try context.state.identity.policy(try input.required("PolicyArn"))
    return try IdentityTags.page(policy.tags, input)
  }
}
