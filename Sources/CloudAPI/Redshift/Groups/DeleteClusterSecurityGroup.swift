enum DeleteClusterSecurityGroup: CloudOperation {
  static let name = "DeleteClusterSecurityGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let group = try context.state.warehouse.securityGroup(input)
    guard group.name != ClusterSecurityGroup.standard.name else {
      throw CloudError("InvalidClusterSecurityGroupState", "The default security group cannot be deleted.")
    }
    guard !context.state.warehouse.clusters.values.contains(where: { $0.settings.groups.contains(group.name) }) else {
      throw CloudError("InvalidClusterSecurityGroupState", "Security group \(group.name) is used by a cluster.")
    }
    context.state.warehouse.securityGroups[group.name] = nil
    return .empty
  }
}
