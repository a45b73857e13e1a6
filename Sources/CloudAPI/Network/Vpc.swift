/// A virtual network. Nothing is routed: clusters in it are reached at this machine, as all are.
package struct Vpc: NetworkResource {
  static let kind = "vpc"
  static let noun = "vpc"

  package let id: String
  let block: AddressBlock
  var tenancy = "default"
  var hasDNSSupport = true
  var hasDNSHostnames = false
  var hasUsageMetrics = false

  /// What all ids of its own parts end with: those of its group, its route table and its access list.
  var suffix: Substring { id.dropFirst("vpc-".count) }
  var isDefault: Bool { id == NetworkState.defaultNetwork }

  static var filters: [String: (Vpc, CloudContext) -> [String]] {
    [
      "vpc-id": { vpc, _ in [vpc.id] }, "state": { _, _ in ["available"] },
      "is-default": { vpc, _ in [String(vpc.isDefault)] }, "isDefault": { vpc, _ in [String(vpc.isDefault)] },
      "cidr": { vpc, _ in [vpc.block.text] }, "cidr-block-association.cidr-block": { vpc, _ in [vpc.block.text] },
      "cidr-block-association.state": { _, _ in ["associated"] },
      "dhcp-options-id": { _, _ in [dhcpOptions] }, "owner-id": { _, _ in [CloudState.account] },
    ]
  }

  private static let dhcpOptions = "dopt-0a1b2c3d4e5f60718"

  func shown(_ context: CloudContext) -> CloudValue { shown(context, state: "available") }

  func shown(_ context: CloudContext, state: String) -> CloudValue {
    [
      "vpcId": .text(id), "ownerId": .text(CloudState.account), "state": .text(state), "cidrBlock": .text(block.text),
      "cidrBlockAssociationSet": .list(
        "item",
        [
          [
            "associationId": .text("vpc-cidr-assoc-\(suffix)"), "cidrBlock": .text(block.text),
            "cidrBlockState": ["state": "associated"],
          ]
        ]),
      "dhcpOptionsId": .text(Self.dhcpOptions), "instanceTenancy": .text(tenancy), "isDefault": .boolean(isDefault),
      "tagSet": context.state.network.tagSet(of: id),
    ]
  }
}
