enum CreateNetworkTags: CloudOperation {
  static let name = "CreateTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    for id in input.texts("ResourceId") { try context.state.network.requireResource(id) }
    try DryRun.check(input)
    for id in input.texts("ResourceId") { context.state.network.setTags(input.networkTags, of: id) }
    return ["return": true]
  }
}
