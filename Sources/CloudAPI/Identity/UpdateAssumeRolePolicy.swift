enum UpdateAssumeRolePolicy: CloudOperation {
  static let name = "UpdateAssumeRolePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    try role.checkModifiable()
    role.trust = try PolicyText.trust(input, "PolicyDocument")
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
