enum CreateInternetGateway: CloudOperation {
  static let name = "CreateInternetGateway"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let tags = try input.specifiedTags(for: InternetGateway.kind)
    try DryRun.check(input)
    let gateway = InternetGateway(id: context.networkID("igw"))
    context.state.network.gateways[gateway.id] = gateway
    context.state.network.setTags(tags, of: gateway.id)
    return ["internetGateway": gateway.shown(context)]
  }
}
