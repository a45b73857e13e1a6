enum AddRoleToInstanceProfile: CloudOperation {
  static let name = "AddRoleToInstanceProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var profile = try context.state.identity.instanceProfile(input)
    let role = try context.state.identity.role(try input.required("RoleName"))
    guard profile.role == nil else {
      throw CloudError("LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", status: 409)
    }
    profile.role = role.name
    context.state.identity.instanceProfiles[profile.name.lowercased()] = profile
    return .empty
  }
}
