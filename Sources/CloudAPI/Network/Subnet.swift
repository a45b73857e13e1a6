/// A part of a VPC's addresses, in one zone.
package struct Subnet: NetworkResource {
  static let kind = "subnet"
  static let noun = "subnet"

  package let id: String
  let network: String
  let block: AddressBlock
  /// The letter behind the region's name.
  let zoneLetter: String
  var isDefault = false
  var givesPublicAddresses = false

  private static let letters = ["a", "b", "c"]

  /// The zones there are in a region.
  static func zones(_ region: String) -> [String] { letters.map { region + $0 } }

  func zone(_ region: String) -> String { region + zoneLetter }

  /// Those of the default VPC: one in each zone.
  static var standard: [Subnet] {
    letters.enumerated().map { index, letter in
      Subnet(
        id: "subnet-0a1b2c3d4e5f6071\(index)", network: NetworkState.defaultNetwork,
        block: AddressBlock(172 << 24 | 31 << 16 | UInt32(index) << 12, 20), zoneLetter: letter, isDefault: true,
        givesPublicAddresses: true)
    }
  }

  static var filters: [String: (Subnet, CloudContext) -> [String]] {
    let zone = { (subnet: Subnet, context: CloudContext) in [subnet.zone(context.region)] }
    let block = { (subnet: Subnet, _: CloudContext) in [subnet.block.text] }
    let isDefault = { (subnet: Subnet, _: CloudContext) in [String(subnet.isDefault)] }
    return [
      "subnet-id": { subnet, _ in [subnet.id] }, "vpc-id": { subnet, _ in [subnet.network] },
      "availability-zone": zone, "availabilityZone": zone, "cidr-block": block, "cidr": block, "cidrBlock": block,
      "default-for-az": isDefault, "defaultForAz": isDefault, "state": { _, _ in ["available"] },
      "map-public-ip-on-launch": { subnet, _ in [String(subnet.givesPublicAddresses)] },
      "available-ip-address-count": { subnet, _ in [String(subnet.block.usable)] },
      "owner-id": { _, _ in [CloudState.account] }, "subnet-arn": { subnet, context in [subnet.arn(context)] },
    ]
  }

  private func arn(_ context: CloudContext) -> String { context.arn("ec2", "subnet/\(id)") }

  func shown(_ context: CloudContext) -> CloudValue {
    [
      "subnetId": .text(id), "subnetArn": .text(arn(context)), "vpcId": .text(network), "state": "available",
      "ownerId": .text(CloudState.account), "cidrBlock": .text(block.text),
      "availabilityZone": .text(zone(context.region)), "availableIpAddressCount": .integer(Int64(block.usable)),
      "defaultForAz": .boolean(isDefault), "mapPublicIpOnLaunch": .boolean(givesPublicAddresses),
      "assignIpv6AddressOnCreation": false, "tagSet": context.state.network.tagSet(of: id),
    ]
  }
}
