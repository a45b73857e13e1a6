enum DescribeClusterSecurityGroups: CloudOperation {
  static let name = "DescribeClusterSecurityGroups"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var groups = context.state.warehouse.securityGroups.values.sorted { $0.name < $1.name }
    if input["ClusterSecurityGroupName"] != nil { groups = [try context.state.warehouse.securityGroup(input)] }
    groups.removeAll { !WarehouseTags.match($0.tags, input) }
    let page = try CloudPage(groups, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map(\.shown)
    return page.members(["ClusterSecurityGroups": .list("ClusterSecurityGroup", shown)], next: "Marker")
  }
}
