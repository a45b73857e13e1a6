enum GetUserPolicy: CloudOperation {
  static let name = "GetUserPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let user = try context.state.identity.user(try input.required("UserName"))
    let name = try input.required("PolicyName")
    guard let document = user.inline[name] else {
      throw .noSuchEntity("The user policy with name \(name) cannot be found.")
    }
    return [
      "UserName": .text(user.name), "PolicyName": .text(name), "PolicyDocument": .text(PolicyText.encoded(document)),
    ]
  }
}
