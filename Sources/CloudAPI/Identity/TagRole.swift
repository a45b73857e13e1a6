enum TagRole: CloudOperation {
  static let name = "TagRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    role.tags = try IdentityTags.put(input, over: role.tags)
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
