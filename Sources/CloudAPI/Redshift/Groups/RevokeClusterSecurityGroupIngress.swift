enum RevokeClusterSecurityGroupIngress: CloudOperation {
  static let name = "RevokeClusterSecurityGroupIngress"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let old = try context.state.warehouse.securityGroup(input)
    let (range, member) = try ClusterSecurityGroup.source(input)
    var group = old
    group.ranges.removeAll { $0 == range }
    group.groups.removeAll { $0 == member }
    guard group.ranges.count + group.groups.count < old.ranges.count + old.groups.count else {
      throw CloudError("AuthorizationNotFound", "There is no such authorization in group \(group.name).", status: 404)
    }
    context.state.warehouse.securityGroups[group.name] = group
    return ["ClusterSecurityGroup": group.shown]
  }
}
