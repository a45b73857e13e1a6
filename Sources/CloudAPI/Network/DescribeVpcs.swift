enum DescribeVpcs: CloudOperation {
  static let name = "DescribeVpcs"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let wanted = input.texts("VpcId")
    for id in wanted where id != NetworkState.defaultNetwork {
      throw CloudError("InvalidVpcID.NotFound", "The vpc ID '\(id)' does not exist")
    }
    let vpc: CloudValue = [
      "vpcId": .text(NetworkState.defaultNetwork), "ownerId": .text(CloudState.account), "state": "available",
      "cidrBlock": "172.31.0.0/16", "dhcpOptionsId": "dopt-0a1b2c3d4e5f60718", "instanceTenancy": "default",
      "isDefault": true, "tagSet": context.state.network.tagSet(of: NetworkState.defaultNetwork),
    ]
    let filters = try CloudFilters(input, ["vpc-id", "is-default", "isDefault", "state", "cidr", "owner-id"])
    let fits = filters.match(
      [
        "vpc-id": NetworkState.defaultNetwork, "is-default": "true", "isDefault": "true", "state": "available",
        "cidr": "172.31.0.0/16", "owner-id": CloudState.account,
      ], tags: context.state.network.tags[NetworkState.defaultNetwork])
    let page = try CloudPage(fits ? [vpc] : [], input)
    return page.members(["vpcSet": .list("item", page.elements)], next: "nextToken")
  }
}
