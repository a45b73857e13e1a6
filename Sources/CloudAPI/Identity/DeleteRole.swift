enum DeleteRole: CloudOperation {
  static let name = "DeleteRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    try role.checkModifiable()
    guard role.attached.isEmpty else { throw .deleteConflict("Cannot delete entity, must detach all policies first.") }
    guard role.inline.isEmpty else { throw .deleteConflict("Cannot delete entity, must delete policies first.") }
    guard !context.state.identity.instanceProfiles.values.contains(where: { $0.role == role.name }) else {
      throw .deleteConflict("Cannot delete entity, must remove roles from instance profile first.")
    }
    context.state.identity.roles[role.name.lowercased()] = nil
    return .empty
  }
}
