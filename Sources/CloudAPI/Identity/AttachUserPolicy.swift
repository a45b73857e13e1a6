enum AttachUserPolicy: CloudOperation {
  static let name = "AttachUserPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.state.identity.user(try input.required("UserName"))
    let policy = try input.required("PolicyArn")
    try context.state.identity.checkPolicy(policy)
    try PolicyText.attach(policy, to: &user.attached, of: "User")
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
