enum DeleteNetworkTags: CloudOperation {
  static let name = "DeleteTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    for id in input.texts("ResourceId") { try context.state.network.requireResource(id) }
    try DryRun.check(input)
    for id in input.texts("ResourceId") {
      remove(input.list("Tag"), from: &context.state.network.tags[id, default: [:]])
    }
    return ["return": true]
  }

  /// All where none is named; one whose value is given only with that value.
  private static func remove(_ named: [CloudInput], from tags: inout [String: String]) {
    if named.isEmpty { tags = [:] }
    for tag in named {
      let key = tag.text("Key") ?? ""
      if let value = tag.text("Value"), tags[key] != value { continue }
      tags[key] = nil
    }
  }
}
