enum UntagUser: CloudOperation {
  static let name = "UntagUser"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.state.identity.user(try input.required("UserName"))
    user.tags = try IdentityTags.removed(input, from: user.tags)
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
