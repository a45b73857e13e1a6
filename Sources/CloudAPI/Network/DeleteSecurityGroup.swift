enum DeleteSecurityGroup: CloudOperation {
  static let name = "DeleteSecurityGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let group = try context.state.network.group(input)
    guard group.id != NetworkState.defaultGroup else {
      throw CloudError(
        "CannotDelete", "the specified group: \"\(group.id)\" name: \"default\" cannot be deleted by a user")
    }
    guard !context.state.warehouse.clusters.values.contains(where: { $0.securityGroups.contains(group.id) }) else {
      throw CloudError("DependencyViolation", "resource \(group.id) has a dependent object")
    }
    try DryRun.check(input)
    context.state.network.groups[group.id] = nil
    return ["return": true, "groupId": .text(group.id)]
  }
}
