enum DeleteUserPolicy: CloudOperation {
  static let name = "DeleteUserPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.state.identity.user(try input.required("UserName"))
    let name = try input.required("PolicyName")
    guard user.inline.removeValue(forKey: name) != nil else {
      throw .noSuchEntity("The user policy with name \(name) cannot be found.")
    }
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
