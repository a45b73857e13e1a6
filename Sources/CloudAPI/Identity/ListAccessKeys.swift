enum ListAccessKeys: CloudOperation {
  static let name = "ListAccessKeys"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let user = try context.state.identity.user(try input.required("UserName"))
    let keys = user.keys.map { key -> CloudValue in
      [
        "UserName": .text(user.name), "AccessKeyId": .text(key.id), "Status": .text(key.status),
        "CreateDate": .time(key.created),
      ]
    }
    return ["AccessKeyMetadata": .list("member", keys), "IsTruncated": false]
  }
}
