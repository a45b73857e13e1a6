enum GetParametersByPath: CloudOperation {
  static let name = "GetParametersByPath"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let (path, isRecursive) = (try input.required("Path"), try input.flag("Recursive") ?? false)
    guard path.hasPrefix("/") else {
      throw CloudError("ValidationException", "The parameter path must begin with a slash.")
    }
    guard input.list("ParameterFilters").isEmpty else {
      throw CloudError("InvalidFilterKey", "ParameterFilters of GetParametersByPath is not supported yet.")
    }
    let isDecrypted = try input.flag("WithDecryption") ?? false
    let below = context.state.parameters.sorted.filter { $0.isBelow(path, isRecursive: isRecursive) }
    let page = try CloudPage(below, input, size: "MaxResults", marker: "NextToken", most: 10)
    let shown = page.elements.map { $0.shown(isDecrypted: isDecrypted, context) }
    return page.members(["Parameters": .list("member", shown)], next: "NextToken")
  }
}
