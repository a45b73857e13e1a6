enum CreateSecurityGroup: CloudOperation {
  static let name = "CreateSecurityGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("GroupName")
    let network = try context.state.network.vpc(input.text("VpcId") ?? NetworkState.defaultNetwork).id
    guard name.lowercased() != "default" else {
      throw CloudError("InvalidParameterValue", "Cannot use reserved security group name: \(name)")
    }
    guard context.state.network.group(named: name, of: network) == nil else {
      throw CloudError(
        "InvalidGroup.Duplicate", "The security group '\(name)' already exists for VPC '\(network)'")
    }
    let tags = try input.specifiedTags(for: SecurityGroup.kind)
    try DryRun.check(input)
    let id = context.networkID("sg")
    context.state.network.groups[id] = SecurityGroup(
      id: id, name: name, description: try input.required("GroupDescription"), network: network)
    context.state.network.setTags(tags, of: id)
    return ["groupId": .text(id)]
  }
}
