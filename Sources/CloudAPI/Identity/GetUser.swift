/// Without a name the one who asks, which is the account's root.
enum GetUser: CloudOperation {
  static let name = "GetUser"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    guard let name = input.text("UserName") else { return ["User": IdentityState.User.root.shown] }
    return ["User": try context.state.identity.user(name).shown]
  }
}
