enum DescribeNetworkAcls: CloudOperation {
  static let name = "DescribeNetworkAcls"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try NetworkAcl.describe(
      context.state.network.sortedVpcs.map(NetworkAcl.init), ids: "NetworkAclId", list: "networkAclSet", input, context)
  }
}
