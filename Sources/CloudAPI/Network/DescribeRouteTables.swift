enum DescribeRouteTables: CloudOperation {
  static let name = "DescribeRouteTables"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try RouteTable.describe(
      context.state.network.sortedRouteTables, ids: "RouteTableId", list: "routeTableSet", input, context)
  }
}
