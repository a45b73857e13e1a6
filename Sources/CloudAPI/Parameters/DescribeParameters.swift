enum DescribeParameters: CloudOperation {
  static let name = "DescribeParameters"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var parameters = context.state.parameters.sorted
    for filter in input.list("ParameterFilters") {
      let test = try Self.test(filter)
      parameters = parameters.filter { parameter in filter.texts("Values").contains { test(parameter, $0) } }
    }
    // The older form: names and types, of which the beginning is given.
    for filter in input.list("Filters") {
      let isType = filter.text("Key") == "Type"
      guard isType || filter.text("Key") == "Name" else { throw Self.unknown(filter) }
      parameters = parameters.filter { parameter in
        filter.texts("Values").contains { (isType ? parameter.type : parameter.name).hasPrefix($0) }
      }
    }
    let page = try CloudPage(parameters, input, size: "MaxResults", marker: "NextToken", most: 50)
    return page.members(["Parameters": .list("member", page.elements.map { $0.described(context) })], next: "NextToken")
  }

  /// Whether a parameter fits one of a filter's values. Errors: `InvalidFilterKey`, `InvalidFilterOption`.
  private static func test(_ filter: CloudInput) throws(CloudError) -> @Sendable (ParameterRecord, String) -> Bool {
    switch (filter.text("Key"), filter.text("Option")) {
    case ("Name", "Equals"), ("Name", nil): return { $0.name == $1 }
    case ("Name", "BeginsWith"): return { $0.name.hasPrefix($1) }
    case ("Name", "Contains"): return { $0.name.contains($1) }
    case ("Type", "Equals"), ("Type", nil): return { $0.type == $1 }
    case ("Path", "Recursive"): return { $0.isBelow($1, isRecursive: true) }
    case ("Path", "OneLevel"), ("Path", nil): return { $0.isBelow($1, isRecursive: false) }
    case ("Name", _), ("Type", _), ("Path", _):
      throw CloudError("InvalidFilterOption", "The filter option \(filter.text("Option") ?? "") is not valid.")
    default: throw unknown(filter)
    }
  }

  private static func unknown(_ filter: CloudInput) -> CloudError {
    CloudError("InvalidFilterKey", "The filter key \(filter.text("Key") ?? "") is not supported yet.")
  }
}
