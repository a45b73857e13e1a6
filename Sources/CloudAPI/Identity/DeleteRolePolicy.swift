enum DeleteRolePolicy: CloudOperation {
  static let name = "DeleteRolePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    try role.checkModifiable()
    let name = try input.required("PolicyName")
    guard role.inline.removeValue(forKey: name) != nil else {
      throw .noSuchEntity("The role policy with name \(name) cannot be found.")
    }
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
