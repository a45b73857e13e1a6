enum ListNamespaces: CloudOperation {
  static let name = "ListNamespaces"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let all = context.state.serverless.namespaces.values.sorted { $0.name < $1.name }
    let page = try CloudPage(all, input, size: "maxResults", marker: "nextToken")
    return page.members(["namespaces": .list("member", page.elements.map { $0.shown() })], next: "nextToken")
  }
}
