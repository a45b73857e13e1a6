enum ListRoleTags: CloudOperation {
  static let name = "ListRoleTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    let page = try CloudPage(role.tags, input, size: "MaxItems", marker: "Marker")
    let tags = page.elements.map { CloudValue.members(["Key": .text($0.key), "Value": .text($0.value)]) }
    return page.members(["Tags": .list("member", tags)], next: "Marker", flag: "IsTruncated")
  }
}
