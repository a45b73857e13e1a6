enum ListUserPolicies: CloudOperation {
  static let name = "ListUserPolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let user = try context.state.identity.user(try input.required("UserName"))
    let page = try CloudPage(user.inline.keys.sorted(), input, size: "MaxItems", marker: "Marker")
    let names = page.elements.map { CloudValue.text($0) }
    return page.members(["PolicyNames": .list("member", names)], next: "Marker", flag: "IsTruncated")
  }
}
