enum UpdateUser: CloudOperation {
  static let name = "UpdateUser"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let old = try context.state.identity.user(try input.required("UserName"))
    var user = old
    if let name = input.text("NewUserName") { user.name = try IdentityNames.checked(name, "newUserName") }
    if input.text("NewPath") != nil { user.path = try IdentityNames.path(input, "NewPath") }
    let holder = context.state.identity.users[user.name.lowercased()]
    guard holder == nil || holder?.id == old.id else {
      throw .entityExists("User with name \(user.name) already exists.")
    }
    user.arn = context.arn("iam", "user\(user.path)\(user.name)", isRegional: false)
    context.state.identity.users[old.name.lowercased()] = nil
    context.state.identity.users[user.name.lowercased()] = user
    // They stay the user's, whoever takes the name that it had.
    for (key, session) in context.state.identity.sessions where session.caller == .user(old.name) {
      context.state.identity.sessions[key]?.caller = .user(user.name)
    }
    return .empty
  }
}
