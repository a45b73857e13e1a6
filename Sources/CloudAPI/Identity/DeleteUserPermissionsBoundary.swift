enum DeleteUserPermissionsBoundary: CloudOperation {
  static let name = "DeleteUserPermissionsBoundary"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.state.identity.user(try input.required("UserName"))
    guard user.boundary != nil else {
      throw .noSuchEntity("User \(user.name) does not have a permissions boundary.")
    }
    user.boundary = nil
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
