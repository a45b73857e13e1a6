enum DescribeClusterParameterGroups: CloudOperation {
  static let name = "DescribeClusterParameterGroups"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var groups = context.state.warehouse.parameterGroups.values.sorted { $0.name < $1.name }
    if let name = input.text("ParameterGroupName") { groups = [try context.state.warehouse.parameterGroup(name)] }
    groups.removeAll { !WarehouseTags.match($0.tags, input) }
    let page = try CloudPage(groups, input, size: "MaxRecords", marker: "Marker")
    return page.members(["ParameterGroups": .list("ClusterParameterGroup", page.elements.map(\.shown))], next: "Marker")
  }
}
