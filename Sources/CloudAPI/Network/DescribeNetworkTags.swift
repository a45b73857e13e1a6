enum DescribeNetworkTags: CloudOperation {
  static let name = "DescribeTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let filters = try CloudFilters(input, ["resource-id", "resource-type", "key", "value"])
    let network = context.state.network
    var shown: [CloudValue] = []
    for (id, tags) in network.tags.sorted(by: { $0.key < $1.key }) {
      guard let kind = network.kind(of: id) else { continue }
      for (key, value) in tags.sorted(by: { $0.key < $1.key })
      where filters.match(["resource-id": id, "resource-type": kind, "key": key, "value": value]) {
        shown.append([
          "resourceId": .text(id), "resourceType": .text(kind), "key": .text(key), "value": .text(value),
        ])
      }
    }
    let page = try CloudPage(shown, input)
    return page.members(["tagSet": .list("item", page.elements)], next: "nextToken")
  }
}
