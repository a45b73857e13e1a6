enum DeleteRolePermissionsBoundary: CloudOperation {
  static let name = "DeleteRolePermissionsBoundary"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    try role.checkModifiable()
    guard role.boundary != nil else {
      throw .noSuchEntity("Role \(role.name) does not have a permissions boundary.")
    }
    role.boundary = nil
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
