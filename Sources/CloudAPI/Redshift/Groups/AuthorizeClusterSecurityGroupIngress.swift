enum AuthorizeClusterSecurityGroupIngress: CloudOperation {
  static let name = "AuthorizeClusterSecurityGroupIngress"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var group = try context.state.warehouse.securityGroup(input)
    let (range, member) = try ClusterSecurityGroup.source(input)
    guard !(range.map(group.ranges.contains) ?? false), !(member.map(group.groups.contains) ?? false) else {
      throw CloudError("AuthorizationAlreadyExists", "The authorization already exists in group \(group.name).")
    }
    if let range { group.ranges.append(range) }
    if let member { group.groups.append(member) }
    context.state.warehouse.securityGroups[group.name] = group
    return ["ClusterSecurityGroup": group.shown]
  }
}
