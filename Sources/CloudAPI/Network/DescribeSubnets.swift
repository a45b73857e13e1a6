enum DescribeSubnets: CloudOperation {
  static let name = "DescribeSubnets"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let filters = try CloudFilters(input, ["vpc-id", "subnet-id", "availability-zone", "default-for-az", "state"])
    let network = context.state.network
    let wanted = input.texts("SubnetId")
    let subnets = Subnet.all(context.region).filter { subnet in
      (wanted.isEmpty || wanted.contains(subnet.id))
        && filters.match(
          [
            "vpc-id": NetworkState.defaultNetwork, "subnet-id": subnet.id, "availability-zone": subnet.zone,
            "default-for-az": "true", "state": "available",
          ], tags: network.tags[subnet.id])
    }
    let page = try CloudPage(subnets, input)
    let shown = page.elements.map { subnet -> CloudValue in
      [
        "subnetId": .text(subnet.id), "vpcId": .text(NetworkState.defaultNetwork), "state": "available",
        "cidrBlock": .text(subnet.block), "availabilityZone": .text(subnet.zone),
        "availableIpAddressCount": 4091, "defaultForAz": true, "mapPublicIpOnLaunch": true,
        "tagSet": network.tagSet(of: subnet.id),
      ]
    }
    return page.members(["subnetSet": .list("item", shown)], next: "nextToken")
  }
}
