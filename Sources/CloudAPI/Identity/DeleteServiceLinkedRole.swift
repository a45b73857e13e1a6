/// Done at once; AWS gives a task whose end is asked for.
enum DeleteServiceLinkedRole: CloudOperation {
  static let name = "DeleteServiceLinkedRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    guard role.isServiceLinked else {
      throw CloudError("InvalidInput", "The role \(role.name) is not a service-linked role.")
    }
    let task = "task\(role.path)\(role.name)/\(context.uuid)"
    context.state.identity.roles[role.name.lowercased()] = nil
    context.state.identity.deletions.insert(task)
    return ["DeletionTaskId": .text(task)]
  }
}

extension IdentityState.Role {
  /// Made for a service, which alone may change it.
  var isServiceLinked: Bool { path.hasPrefix("/aws-service-role/") }

  /// Errors: `UnmodifiableEntity` for a role that belongs to a service.
  func checkModifiable() throws(CloudError) {
    guard isServiceLinked else { return }
    throw CloudError(
      "UnmodifiableEntity",
      "Cannot perform the operation on the protected role '\(name)' - this role is only modifiable by AWS")
  }
}
