enum CreateClusterSubnetGroup: CloudOperation {
  static let name = "CreateClusterSubnetGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("ClusterSubnetGroupName").lowercased()
    guard context.state.warehouse.subnetGroups[name] == nil else {
      throw CloudError("ClusterSubnetGroupAlreadyExists", "Cluster subnet group \(name) already exists.")
    }
    let (subnets, network) = try SubnetGroup.subnets(input, context.state.network)
    let group = SubnetGroup(
      name: name, description: try input.required("Description"), subnets: subnets, network: network, tags: input.tags)
    context.state.warehouse.subnetGroups[name] = group
    return ["ClusterSubnetGroup": group.shown(context)]
  }
}
