enum ListRoles: CloudOperation {
  static let name = "ListRoles"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let prefix = input.text("PathPrefix") ?? "/"
    let roles = context.state.identity.roles.values.filter { $0.path.hasPrefix(prefix) }.sorted { $0.name < $1.name }
    let page = try CloudPage(roles, input, size: "MaxItems", marker: "Marker")
    let shown = page.elements.map { $0.shown(isListed: true) }
    return page.members(["Roles": .list("member", shown)], next: "Marker", flag: "IsTruncated")
  }
}
