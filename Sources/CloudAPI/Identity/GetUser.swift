/// Without a name the one who asks, which is the account's root.
enum GetUser: CloudOperation {
  static let name = "GetUser"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    if let name = input.text("UserName") { return ["User": try context.state.identity.user(name).shown()] }
    switch context.caller {
    case .root: return ["User": IdentityState.User.root.shown()]
    case .user(let name): return ["User": try context.state.identity.user(name).shown()]
    case .role, .federated:
      throw CloudError("ValidationError", "Must specify userName when calling with non-User credentials")
    }
  }
}
