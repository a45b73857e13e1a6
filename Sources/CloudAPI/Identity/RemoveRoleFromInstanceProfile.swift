enum RemoveRoleFromInstanceProfile: CloudOperation {
  static let name = "RemoveRoleFromInstanceProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var profile = try context.state.identity.instanceProfile(input)
    let role = try context.state.identity.role(try input.required("RoleName"))
    guard profile.role == role.name else {
      throw .noSuchEntity("Role with name \(role.name) cannot be found in instance profile \(profile.name).")
    }
    profile.role = nil
    context.state.identity.instanceProfiles[profile.name.lowercased()] = profile
    return .empty
  }
}
