enum CreateInstanceProfile: CloudOperation {
  static let name = "CreateInstanceProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try IdentityNames.name(input, "InstanceProfileName", most: 128)
    guard context.state.identity.instanceProfiles[name.lowercased()] == nil else {
      throw .entityExists("Instance Profile \(name) already exists.")
    }
    let path = try IdentityNames.path(input)
    let profile = InstanceProfile(
      name: name, path: path, id: context.identifier("AIPA"),
      arn: context.arn("iam", "instance-profile\(path)\(name)", isRegional: false), created: context.time,
      tags: try IdentityTags.put(input))
    context.state.identity.instanceProfiles[name.lowercased()] = profile
    return ["InstanceProfile": profile.shown(context.state.identity)]
  }
}
