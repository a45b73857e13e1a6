enum UpdateRole: CloudOperation {
  static let name = "UpdateRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var role = try context.state.identity.role(try input.required("RoleName"))
    role.description = input.text("Description") ?? role.description
    role.maximumSession = try input.integer("MaxSessionDuration") ?? role.maximumSession
    context.state.identity.roles[role.name.lowercased()] = role
    return .empty
  }
}
