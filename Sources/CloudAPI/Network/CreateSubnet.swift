enum CreateSubnet: CloudOperation {
  static let name = "CreateSubnet"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try input.refuse(
      [
        "AvailabilityZoneId", "Ipv6CidrBlock", "OutpostArn", "Ipv6Native", "Ipv4IpamPoolId", "Ipv4NetmaskLength",
        "Ipv6IpamPoolId", "Ipv6NetmaskLength",
      ], of: name)
    let vpc = try context.state.network.vpc(try input.required("VpcId"))
    let block = try block(input, vpc, context.state.network)
    let letter = try zoneLetter(input, context.region)
    let tags = try input.specifiedTags(for: Subnet.kind)
    try DryRun.check(input)
    let subnet = Subnet(id: context.networkID("subnet"), network: vpc.id, block: block, zoneLetter: letter)
    context.state.network.subnets[subnet.id] = subnet
    context.state.network.setTags(tags, of: subnet.id)
    return ["subnet": subnet.shown(context)]
  }

  /// Addresses of the VPC that no other subnet has.
  private static func block(
    _ input: CloudInput, _ vpc: Vpc, _ state: NetworkState
  ) throws(CloudError) -> AddressBlock {
    let block = try AddressBlock(input, "CidrBlock")
    guard block.isOfNetworkSize, vpc.block.contains(block) else {
      throw CloudError("InvalidSubnet.Range", "The CIDR '\(block.text)' is invalid.")
    }
    guard !state.subnets.values.contains(where: { $0.network == vpc.id && $0.block.overlaps(block) }) else {
      throw CloudError("InvalidSubnet.Conflict", "The CIDR '\(block.text)' conflicts with another subnet")
    }
    return block
  }

  private static func zoneLetter(_ input: CloudInput, _ region: String) throws(CloudError) -> String {
    let zones = Subnet.zones(region)
    guard let zone = input.text("AvailabilityZone") else { return String(zones[0].suffix(1)) }
    guard zones.contains(zone) else {
      throw CloudError(
        "InvalidParameterValue",
        "Value (\(zone)) for parameter availabilityZone is invalid. Subnets can currently only be created in the "
          + "following availability zones: \(zones.joined(separator: ", ")).")
    }
    return String(zone.suffix(1))
  }
}
