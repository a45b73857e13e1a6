/// One subnet of the default network in each of three zones.
enum DescribeSubnets: CloudOperation {
  static let name = "DescribeSubnets"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let filters = try CloudFilters(input, ["vpc-id", "subnet-id", "availability-zone", "default-for-az", "state"])
    let wanted = input.texts("SubnetId")
    var subnets: [CloudValue] = []
    for (index, letter) in ["a", "b", "c"].enumerated() {
      let (id, zone) = ("subnet-0a1b2c3d4e5f6071\(index)", context.region + letter)
      let isWanted = wanted.isEmpty || wanted.contains(id)
      let properties = [
        "vpc-id": NetworkState.defaultNetwork, "subnet-id": id, "availability-zone": zone, "default-for-az": "true",
        "state": "available",
      ]
      guard isWanted, filters.match(properties) else { continue }
      subnets.append([
        "subnetId": .text(id), "vpcId": .text(NetworkState.defaultNetwork), "state": "available",
        "cidrBlock": .text("172.31.\(index * 16).0/20"), "availabilityZone": .text(zone),
        "availableIpAddressCount": 4091, "defaultForAz": true, "mapPublicIpOnLaunch": true,
      ])
    }
    let page = try CloudPage(subnets, input)
    return page.members(["subnetSet": .list("item", page.elements)], next: "nextToken")
  }
}
