enum DetachInternetGateway: CloudOperation {
  static let name = "DetachInternetGateway"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var gateway = try context.state.network.gateway(try input.required("InternetGatewayId"))
    let vpc = try context.state.network.vpc(try input.required("VpcId"))
    guard gateway.network == vpc.id else {
      throw CloudError("Gateway.NotAttached", "resource \(gateway.id) is not attached to network \(vpc.id)")
    }
    try DryRun.check(input)
    gateway.network = nil
    context.state.network.gateways[gateway.id] = gateway
    return ["return": true]
  }
}
