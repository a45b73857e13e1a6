enum UpdateRole: CloudOperation {
  static let name = "UpdateRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    role.description = try IdentityNames.description(input) ?? role.description
    role.maximumSession = try IdentityState.Role.maximumSession(input) ?? role.maximumSession
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
