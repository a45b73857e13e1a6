enum DeleteAccessKey: CloudOperation {
  static let name = "DeleteAccessKey"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.keyOwner(input)
    let id = try input.required("AccessKeyId")
    guard let index = user.keys.firstIndex(where: { $0.id == id }) else {
      throw .noSuchEntity("The Access Key with id \(id) cannot be found.")
    }
    user.keys.remove(at: index)
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
