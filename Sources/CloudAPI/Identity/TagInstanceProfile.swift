enum TagInstanceProfile: CloudOperation {
  static let name = "TagInstanceProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var profile = try context.state.identity.instanceProfile(input)
    profile.tags = try IdentityTags.put(input, over: profile.tags)
    context.state.identity.instanceProfiles[profile.name.lowercased()] = profile
    return .empty
  }
}
