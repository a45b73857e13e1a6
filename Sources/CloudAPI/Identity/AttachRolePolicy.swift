enum AttachRolePolicy: CloudOperation {
  static let name = "AttachRolePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    try role.checkModifiable()
    let policy = try input.required("PolicyArn")
    try context.state.identity.checkPolicy(policy)
    try PolicyText.attach(policy, to: &role.attached, of: "Role")
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
