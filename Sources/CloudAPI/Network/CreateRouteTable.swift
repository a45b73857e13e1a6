enum CreateRouteTable: CloudOperation {
  static let name = "CreateRouteTable"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let vpc = try context.state.network.vpc(try input.required("VpcId"))
    let tags = try input.specifiedTags(for: RouteTable.kind)
    try DryRun.check(input)
    let table = RouteTable(id: context.networkID("rtb"), network: vpc.id, local: vpc.block)
    context.state.network.routeTables[table.id] = table
    context.state.network.setTags(tags, of: table.id)
    return .members([
      "routeTable": table.shown(context), "clientToken": input.text("ClientToken").map { .text($0) },
    ])
  }
}
