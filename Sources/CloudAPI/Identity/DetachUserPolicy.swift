enum DetachUserPolicy: CloudOperation {
  static let name = "DetachUserPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.state.identity.user(try input.required("UserName"))
    let policy = try input.required("PolicyArn")
    guard let index = user.attached.firstIndex(of: policy) else {
      throw .noSuchEntity("Policy \(policy) was not found.")
    }
    user.attached.remove(at: index)
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
