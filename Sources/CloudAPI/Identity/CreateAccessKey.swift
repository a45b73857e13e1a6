/// The secret is shown this once. No request is refused for it: signatures are checked against `--access-key` alone.
enum CreateAccessKey: CloudOperation {
  static let name = "CreateAccessKey"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.state.identity.user(try input.required("UserName"))
    let key = IdentityState.AccessKey(id: context.accessKeyID("AKIA"), created: context.time)
    user.keys.append(key)
    context.state.identity.users[user.name.lowercased()] = user
    return [
      "AccessKey": [
        "UserName": .text(user.name), "AccessKeyId": .text(key.id), "Status": "Active",
        "SecretAccessKey": .text(context.secretAccessKey),
        "CreateDate": .time(key.created),
      ]
    ]
  }
}
