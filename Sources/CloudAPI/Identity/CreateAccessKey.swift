/// The secret is shown this once. No request is refused for it: signatures are checked against `--access-key` alone.
enum CreateAccessKey: CloudOperation {
  static let name = "CreateAccessKey"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var user = try context.keyOwner(input)
    guard user.keys.count < 2 else {
      throw CloudError("LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2", status: 409)
    }
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
