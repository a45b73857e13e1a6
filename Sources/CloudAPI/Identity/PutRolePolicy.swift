enum PutRolePolicy: CloudOperation {
  static let name = "PutRolePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    role.inline[try input.required("PolicyName")] = try PolicyText.document(input)
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
