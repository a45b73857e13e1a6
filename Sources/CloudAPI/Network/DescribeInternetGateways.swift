enum DescribeInternetGateways: CloudOperation {
  static let name = "DescribeInternetGateways"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let gateways = context.state.network.gateways.values.sorted { $0.id < $1.id }
    return try InternetGateway.describe(
      gateways, ids: "InternetGatewayId", list: "internetGatewaySet", input, context)
  }
}
