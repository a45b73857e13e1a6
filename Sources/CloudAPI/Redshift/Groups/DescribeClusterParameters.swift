enum DescribeClusterParameters: CloudOperation {
  static let name = "DescribeClusterParameters"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let group = try context.state.warehouse.parameterGroup(try input.required("ParameterGroupName"))
    var parameters = ClusterParameter.all
    if let source = input.text("Source") {
      parameters.removeAll { (group.values[$0.name] == nil) != (source == "engine-default") }
    }
    let page = try CloudPage(parameters, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map { $0.shown(group.values[$0.name]) }
    return page.members(["Parameters": .list("Parameter", shown)], next: "Marker")
  }
}
