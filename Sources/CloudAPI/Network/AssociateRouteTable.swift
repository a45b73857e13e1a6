/// With a subnet, which has one table at most; the same one again changes nothing.
enum AssociateRouteTable: CloudOperation {
  static let name = "AssociateRouteTable"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try input.refuse(["GatewayId", "PublicIpv4Pool"], of: name)
    var table = try context.state.network.routeTable(try input.required("RouteTableId"))
    let subnet = try context.state.network.subnet(try input.required("SubnetId"))
    guard subnet.network == table.network else {
      throw CloudError(
        "InvalidParameterValue", "Route table \(table.id) and subnet \(subnet.id) belong to different networks")
    }
    let others = context.state.network.routeTables.values.filter { $0.id != table.id }
    guard !others.contains(where: { $0.associations.contains { $0.subnet == subnet.id } }) else {
      throw CloudError(
        "Resource.AlreadyAssociated",
        "the specified association for route table \(table.id) conflicts with an existing association")
    }
    try DryRun.check(input)
    if let same = table.associations.first(where: { $0.subnet == subnet.id }) { return shown(same) }
    let association = RouteTable.Association(id: context.networkID("rtbassoc"), subnet: subnet.id)
    table.associations.append(association)
    context.state.network.routeTables[table.id] = table
    return shown(association)
  }

  private static func shown(_ association: RouteTable.Association) -> CloudValue {
    ["associationId": .text(association.id), "associationState": ["state": "associated"]]
  }
}
