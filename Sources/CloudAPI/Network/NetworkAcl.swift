/// The access list that every VPC begins with, and that all its subnets have: it lets everything pass.
struct NetworkAcl: NetworkResource {
  static let kind = "network-acl"
  static let noun = "networkAcl"

  let id: String
  let network: String

  init(of vpc: Vpc) { (id, network) = ("acl-\(vpc.suffix)", vpc.id) }

  static var filters: [String: (NetworkAcl, CloudContext) -> [String]] {
    [
      "network-acl-id": { acl, _ in [acl.id] }, "vpc-id": { acl, _ in [acl.network] },
      "default": { _, _ in ["true"] }, "owner-id": { _, _ in [CloudState.account] },
      "association.subnet-id": { acl, context in acl.subnets(context).map(\.id) },
      "association.network-acl-id": { acl, context in acl.subnets(context).isEmpty ? [] : [acl.id] },
    ]
  }

  private func subnets(_ context: CloudContext) -> [Subnet] {
    context.state.network.sortedSubnets.filter { $0.network == network }
  }

  func shown(_ context: CloudContext) -> CloudValue {
    let associations = subnets(context).map { subnet -> CloudValue in
      [
        "networkAclAssociationId": .text("aclassoc-" + subnet.id.dropFirst("subnet-".count)),
        "networkAclId": .text(id), "subnetId": .text(subnet.id),
      ]
    }
    return [
      "networkAclId": .text(id), "vpcId": .text(network), "default": true, "ownerId": .text(CloudState.account),
      "entrySet": .list("item", [true, false].flatMap(Self.entries)),
      "associationSet": .list("item", associations), "tagSet": context.state.network.tagSet(of: id),
    ]
  }

  /// The first lets all pass; the last, which no list is without, what is left, nothing.
  private static func entries(isEgress: Bool) -> [CloudValue] {
    [(100, "allow"), (32_767, "deny")].map { number, action in
      [
        "ruleNumber": .integer(number), "ruleAction": .text(action), "egress": .boolean(isEgress), "protocol": "-1",
        "cidrBlock": "0.0.0.0/0",
      ]
    }
  }
}
