enum PutUserPolicy: CloudOperation {
  static let name = "PutUserPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.state.identity.user(try input.required("UserName"))
    user.inline[try IdentityNames.name(input, "PolicyName", most: 128)] = try PolicyText.document(input)
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
