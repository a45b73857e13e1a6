enum ListRolePolicies: CloudOperation {
  static let name = "ListRolePolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    let page = try CloudPage(role.inline.keys.sorted(), input, size: "MaxItems", marker: "Marker")
    let names = page.elements.map { CloudValue.text($0) }
    return page.members(["PolicyNames": .list("member", names)], next: "Marker", flag: "IsTruncated")
  }
}
