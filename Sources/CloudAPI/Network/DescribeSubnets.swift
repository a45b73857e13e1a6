enum DescribeSubnets: CloudOperation {
  static let name = "DescribeSubnets"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try Subnet.describe(context.state.network.sortedSubnets, ids: "SubnetId", list: "subnetSet", input, context)
  }
}
