enum ListInstanceProfileTags: CloudOperation {
  static let name = "ListInstanceProfileTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let profile = try context.state.identity.instanceProfile(input)
    return try IdentityTags.page(profile.tags, input)
  }
}
