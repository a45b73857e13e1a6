enum GetParameters: CloudOperation {
  static let name = "GetParameters"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let isDecrypted = try input.flag("WithDecryption") ?? false
    var (found, missing): ([CloudValue], [CloudValue]) = ([], [])
    for name in input.texts("Names") {
      if let parameter = context.state.parameters.parameter(name) {
        found.append(parameter.shown(isDecrypted: isDecrypted, context))
      } else {
        missing.append(.text(name))
      }
    }
    return ["Parameters": .list("member", found), "InvalidParameters": .list("member", missing)]
  }
}
