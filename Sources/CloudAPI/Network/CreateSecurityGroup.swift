enum CreateSecurityGroup: CloudOperation {
  static let name = "CreateSecurityGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("GroupName")
    let network = input.text("VpcId") ?? NetworkState.defaultNetwork
    guard network == NetworkState.defaultNetwork else {
      throw CloudError("InvalidVpcID.NotFound", "The vpc ID '\(network)' does not exist")
    }
    guard !context.state.network.groups.values.contains(where: { $0.name == name }) else {
      throw CloudError(
        "InvalidGroup.Duplicate", "The security group '\(name)' already exists for VPC '\(network)'")
    }
    try DryRun.check(input)
    let id = "sg-" + context.identifier("").lowercased()
    context.state.network.groups[id] = SecurityGroup(
      id: id, name: name, description: try input.required("GroupDescription"), network: network)
    context.state.network.setTags(input.specifiedTags, of: id)
    return ["groupId": .text(id)]
  }
}
