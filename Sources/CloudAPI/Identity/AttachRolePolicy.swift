enum AttachRolePolicy: CloudOperation {
  static let name = "AttachRolePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    let policy = try input.required("PolicyArn")
    try context.state.identity.checkPolicy(policy)
    if !role.attached.contains(policy) { role.attached.append(policy) }
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
