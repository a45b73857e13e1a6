enum UntagRole: CloudOperation {
  static let name = "UntagRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    let keys = Set(input.texts("TagKeys"))
    role.tags.removeAll { keys.contains($0.key) }
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
