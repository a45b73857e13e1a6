enum PutUserPermissionsBoundary: CloudOperation {
  static let name = "PutUserPermissionsBoundary"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.state.identity.user(try input.required("UserName"))
    user.boundary = try context.state.identity.boundary(input)
    guard user.boundary != nil else { throw .missing("PermissionsBoundary") }
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
