enum PutRolePermissionsBoundary: CloudOperation {
  static let name = "PutRolePermissionsBoundary"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    try role.checkModifiable()
    role.boundary = try context.state.identity.boundary(input)
    guard role.boundary != nil else { throw .missing("PermissionsBoundary") }
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
