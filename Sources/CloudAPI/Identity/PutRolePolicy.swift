enum PutRolePolicy: CloudOperation {
  static let name = "PutRolePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    try role.checkModifiable()
    role.inline[try IdentityNames.name(input, "PolicyName", most: 128)] = try PolicyText.document(input)
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
