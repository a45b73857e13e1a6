enum ListUsers: CloudOperation {
  static let name = "ListUsers"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let users = context.state.identity.users.values.sorted { $0.name < $1.name }
    let page = try CloudPage(users, input, size: "MaxItems", marker: "Marker")
    return page.members(["Users": .list("member", page.elements.map(\.shown))], next: "Marker", flag: "IsTruncated")
  }
}
