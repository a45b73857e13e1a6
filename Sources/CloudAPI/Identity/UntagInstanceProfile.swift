enum UntagInstanceProfile: CloudOperation {
  static let name = "UntagInstanceProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var profile = try context.state.identity.instanceProfile(input)
    profile.tags = try IdentityTags.removed(input, from: profile.tags)
    context.state.identity.instanceProfiles[profile.name.lowercased()] = profile
    return .empty
  }
}
