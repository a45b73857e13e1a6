enum ModifyClusterSubnetGroup: CloudOperation {
  static let name = "ModifyClusterSubnetGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var group = try context.state.warehouse.subnetGroup(try input.required("ClusterSubnetGroupName"))
    let (subnets, network) = try SubnetGroup.subnets(input, context.state.network)
    guard network == group.network else {
      throw CloudError("InvalidSubnet", "The subnets in \(subnets) are not in VPC \(group.network).")
    }
    group.subnets = subnets
    group.description = input.text("Description") ?? group.description
    context.state.warehouse.subnetGroups[group.name] = group
    return ["ClusterSubnetGroup": group.shown(context)]
  }
}
