enum DescribeClusterSubnetGroups: CloudOperation {
  static let name = "DescribeClusterSubnetGroups"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var groups = context.state.warehouse.subnetGroups.values.sorted { $0.name < $1.name }
    if let name = input.text("ClusterSubnetGroupName") { groups = [try context.state.warehouse.subnetGroup(name)] }
    groups.removeAll { !WarehouseTags.match($0.tags, input) }
    let page = try CloudPage(groups, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map { $0.shown(context) }
    return page.members(["ClusterSubnetGroups": .list("ClusterSubnetGroup", shown)], next: "Marker")
  }
}
