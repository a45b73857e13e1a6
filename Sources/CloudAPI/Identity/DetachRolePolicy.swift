enum DetachRolePolicy: CloudOperation {
  static let name = "DetachRolePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    try role.checkModifiable()
    let policy = try input.required("PolicyArn")
    guard let index = role.attached.firstIndex(of: policy) else {
      throw .noSuchEntity("Policy \(policy) was not found.")
    }
    role.attached.remove(at: index)
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
