enum ListUsers: CloudOperation {
  static let name = "ListUsers"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let prefix = input.text("PathPrefix") ?? "/"
    let users = context.state.identity.users.values.filter { $0.path.hasPrefix(prefix) }.sorted { $0.name < $1.name }
    let page = try CloudPage(users, input, size: "MaxItems", marker: "Marker")
    let shown = page.elements.map { $0.shown(isListed: true) }
    return page.members(["Users": .list("member", shown)], next: "Marker", flag: "IsTruncated")
  }
}
