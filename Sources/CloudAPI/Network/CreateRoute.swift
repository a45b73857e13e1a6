/// To an internet gateway: there is nothing else here that a route could lead to.
enum CreateRoute: CloudOperation {
  static let name = "CreateRoute"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try input.refuse(
      [
        "DestinationPrefixListId", "DestinationIpv6CidrBlock", "VpcEndpointId", "TransitGatewayId", "LocalGatewayId",
        "CarrierGatewayId", "CoreNetworkArn", "OdbNetworkArn", "EgressOnlyInternetGatewayId", "InstanceId",
        "NetworkInterfaceId", "VpcPeeringConnectionId", "NatGatewayId",
      ], of: name)
    var table = try context.state.network.routeTable(try input.required("RouteTableId"))
    let destination = try AddressBlock(input, "DestinationCidrBlock")
    let gateway = try gateway(try input.required("GatewayId"), of: table, context.state.network)
    guard destination != table.local, !table.routes.contains(where: { $0.destination == destination }) else {
      throw CloudError(
        "RouteAlreadyExists", "The route identified by \(destination.text) already exists.")
    }
    try DryRun.check(input)
    table.routes.append(RouteTable.Route(destination: destination, gateway: gateway))
    context.state.network.routeTables[table.id] = table
    return ["return": true]
  }

  private static func gateway(
    _ id: String, of table: RouteTable, _ state: NetworkState
  ) throws(CloudError) -> String {
    guard let gateway = state.gateways[id] else {
      throw CloudError("InvalidGatewayID.NotFound", "The gateway ID '\(id)' does not exist")
    }
    guard gateway.network == table.network else {
      throw CloudError(
        "InvalidParameterValue", "route table \(table.id) and network gateway \(id) belong to different networks")
    }
    return id
  }
}
