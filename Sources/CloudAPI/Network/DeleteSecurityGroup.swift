enum DeleteSecurityGroup: CloudOperation {
  static let name = "DeleteSecurityGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let group = try context.state.network.group(input)
    guard !group.isDefault else {
      throw CloudError(
        "CannotDelete", "the specified group: \"\(group.id)\" name: \"default\" cannot be deleted by a user")
    }
    guard !context.state.isInUse(group) else {
      throw CloudError("DependencyViolation", "resource \(group.id) has a dependent object")
    }
    try DryRun.check(input)
    context.state.network.groups[group.id] = nil
    context.state.network.tags[group.id] = nil
    return ["return": true, "groupId": .text(group.id)]
  }
}
