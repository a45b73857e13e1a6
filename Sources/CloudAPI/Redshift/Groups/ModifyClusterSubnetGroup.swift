enum ModifyClusterSubnetGroup: CloudOperation {
  static let name = "ModifyClusterSubnetGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var group = try context.state.warehouse.subnetGroup(try input.required("ClusterSubnetGroupName"))
    group.subnets = try SubnetGroup.subnets(input)
    group.description = input.text("Description") ?? group.description
    context.state.warehouse.subnetGroups[group.name] = group
    return ["ClusterSubnetGroup": group.shown(context)]
  }
}
