enum DeleteParameters: CloudOperation {
  static let name = "DeleteParameters"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var (deleted, missing): ([CloudValue], [CloudValue]) = ([], [])
    for name in input.texts("Names") {
      if context.state.parameters.parameters.removeValue(forKey: name) != nil {
        deleted.append(.text(name))
      } else {
        missing.append(.text(name))
      }
    }
    return ["DeletedParameters": .list("member", deleted), "InvalidParameters": .list("member", missing)]
  }
}
