enum DeleteUser: CloudOperation {
  static let name = "DeleteUser"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let user = try context.state.identity.user(try input.required("UserName"))
    guard user.attached.isEmpty else {
      throw .deleteConflict("Cannot delete entity, must detach all policies first.")
    }
    guard user.keys.isEmpty else { throw .deleteConflict("Cannot delete entity, must delete access keys first.") }
    guard user.inline.isEmpty else { throw .deleteConflict("Cannot delete entity, must delete policies first.") }
    context.state.identity.users[user.name.lowercased()] = nil
    return .empty
  }
}
