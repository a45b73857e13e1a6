enum TagRole: CloudOperation {
  static let name = "TagRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    let added = input.tags
    role.tags.removeAll { old in added.contains { $0.key == old.key } }
    role.tags += added
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
