enum DeleteRoute: CloudOperation {
  static let name = "DeleteRoute"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try input.refuse(["DestinationPrefixListId", "DestinationIpv6CidrBlock"], of: name)
    var table = try context.state.network.routeTable(try input.required("RouteTableId"))
    let destination = try AddressBlock(input, "DestinationCidrBlock")
    guard destination != table.local else {
      throw CloudError(
        "InvalidParameterValue", "cannot remove local route \(destination.text) in route table \(table.id)")
    }
    guard let index = table.routes.firstIndex(where: { $0.destination == destination }) else {
      throw CloudError(
        "InvalidRoute.NotFound",
        "no route with destination-cidr-block \(destination.text) in route table \(table.id)")
    }
    try DryRun.check(input)
    table.routes.remove(at: index)
    context.state.network.routeTables[table.id] = table
    return ["return": true]
  }
}
