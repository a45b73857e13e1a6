enum UpdateRoleDescription: CloudOperation {
  static let name = "UpdateRoleDescription"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    role.description = try IdentityNames.description(input)
    context.state.identity.roles[role.name.lowercased()] = role
    return ["Role": role.shown()]
  }
}
