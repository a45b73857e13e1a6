enum CreateUser: CloudOperation {
  static let name = "CreateUser"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try IdentityNames.name(input, "UserName")
    guard context.state.identity.users[name.lowercased()] == nil else {
      throw .entityExists("User with name \(name) already exists.")
    }
    let path = try IdentityNames.path(input)
    let user = IdentityState.User(
      name: name, path: path, id: context.identifier("AIDA"),
      arn: context.arn("iam", "user\(path)\(name)", isRegional: false), created: context.time,
      tags: try IdentityTags.put(input), boundary: try context.state.identity.boundary(input))
    context.state.identity.users[name.lowercased()] = user
    return ["User": user.shown()]
  }
}
