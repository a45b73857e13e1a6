enum UntagRole: CloudOperation {
  static let name = "UntagRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    role.tags = try IdentityTags.removed(input, from: role.tags)
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
