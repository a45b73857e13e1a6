/// The status is remembered; signatures are checked against `--access-key` alone.
enum UpdateAccessKey: CloudOperation {
  static let name = "UpdateAccessKey"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.keyOwner(input)
    let (id, status) = (try input.required("AccessKeyId"), try input.required("Status"))
    guard ["Active", "Inactive"].contains(status) else { throw .invalid("Status", status) }
    guard let index = user.keys.firstIndex(where: { $0.id == id }) else {
      throw .noSuchEntity("The Access Key with id \(id) cannot be found.")
    }
    user.keys[index].status = status
    context.state.identity.users[user.name.lowercased()] = user
    return .empty
  }
}
