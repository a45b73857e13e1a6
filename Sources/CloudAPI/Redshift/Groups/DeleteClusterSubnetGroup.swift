enum DeleteClusterSubnetGroup: CloudOperation {
  static let name = "DeleteClusterSubnetGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let group = try context.state.warehouse.subnetGroup(try input.required("ClusterSubnetGroupName"))
    let isUsed = context.state.warehouse.clusters.values.contains { $0.subnetGroup == group.name }
    guard group.name != SubnetGroup.standard.name, !isUsed else {
      throw CloudError(
        "InvalidClusterSubnetGroupStateFault", "Cluster subnet group \(group.name) is in use and cannot be deleted.")
    }
    context.state.warehouse.subnetGroups[group.name] = nil
    return .empty
  }
}
