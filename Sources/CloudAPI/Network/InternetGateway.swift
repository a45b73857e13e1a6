/// A VPC's way to the internet; remembered, as nothing is routed.
package struct InternetGateway: NetworkResource {
  static let kind = "internet-gateway"
  static let noun = "internetGateway"

  package let id: String
  /// The VPC it is attached to.
  var network: String?

  static var filters: [String: (InternetGateway, CloudContext) -> [String]] {
    [
      "internet-gateway-id": { gateway, _ in [gateway.id] },
      "attachment.vpc-id": { gateway, _ in gateway.network.map { [$0] } ?? [] },
      "attachment.state": { gateway, _ in gateway.network == nil ? [] : ["available"] },
      "owner-id": { _, _ in [CloudState.account] },
    ]
  }

  func shown(_ context: CloudContext) -> CloudValue {
    [
      "internetGatewayId": .text(id), "ownerId": .text(CloudState.account),
      "attachmentSet": .list("item", network.map { [["vpcId": .text($0), "state": "available"]] } ?? []),
      "tagSet": context.state.network.tagSet(of: id),
    ]
  }
}
