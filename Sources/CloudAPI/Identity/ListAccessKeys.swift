enum ListAccessKeys: CloudOperation {
  static let name = "ListAccessKeys"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let user = try context.keyOwner(input)
    let page = try CloudPage(user.keys, input, size: "MaxItems", marker: "Marker")
    let keys = page.elements.map { key -> CloudValue in
      [
        "UserName": .text(user.name), "AccessKeyId": .text(key.id), "Status": .text(key.status),
        "CreateDate": .time(key.created),
      ]
    }
    return page.members(["AccessKeyMetadata": .list("member", keys)], next: "Marker", flag: "IsTruncated")
  }
}
