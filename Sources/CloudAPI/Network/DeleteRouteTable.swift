enum DeleteRouteTable: CloudOperation {
  static let name = "DeleteRouteTable"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let table = try context.state.network.routeTable(try input.required("RouteTableId"))
    guard !table.isMain, table.associations.isEmpty else { throw table.dependencyViolation }
    try DryRun.check(input)
    context.state.network.routeTables[table.id] = nil
    context.state.network.tags[table.id] = nil
    return ["return": true]
  }
}
