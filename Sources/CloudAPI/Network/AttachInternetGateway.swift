enum AttachInternetGateway: CloudOperation {
  static let name = "AttachInternetGateway"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var gateway = try context.state.network.gateway(try input.required("InternetGatewayId"))
    let vpc = try context.state.network.vpc(try input.required("VpcId"))
    if let other = gateway.network {
      throw CloudError("Resource.AlreadyAssociated", "resource \(gateway.id) is already attached to network \(other)")
    }
    guard !context.state.network.gateways.values.contains(where: { $0.network == vpc.id }) else {
      throw CloudError("InvalidParameterValue", "Network \(vpc.id) already has an internet gateway attached")
    }
    try DryRun.check(input)
    gateway.network = vpc.id
    context.state.network.gateways[gateway.id] = gateway
    return ["return": true]
  }
}
