enum DescribeVpcs: CloudOperation {
  static let name = "DescribeVpcs"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try Vpc.describe(context.state.network.sortedVpcs, ids: "VpcId", list: "vpcSet", input, context)
  }
}
