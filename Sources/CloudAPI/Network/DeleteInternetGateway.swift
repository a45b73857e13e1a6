enum DeleteInternetGateway: CloudOperation {
  static let name = "DeleteInternetGateway"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let gateway = try context.state.network.gateway(try input.required("InternetGatewayId"))
    guard gateway.network == nil else { throw gateway.dependencyViolation }
    try DryRun.check(input)
    context.state.network.gateways[gateway.id] = nil
    context.state.network.tags[gateway.id] = nil
    return ["return": true]
  }
}
