/// Where a VPC's subnets would send what leaves them; remembered, as nothing is routed.
package struct RouteTable: NetworkResource {
  static let kind = "route-table"
  static let noun = "routeTable"

  package let id: String
  let network: String
  /// The VPC's own addresses: a route that is always there.
  let local: AddressBlock
  /// Whether subnets without an association use it.
  var isMain = false
  var routes: [Route] = []
  var associations: [Association] = []

  /// A way to an internet gateway.
  package struct Route: Hashable, Sendable {
    let destination: AddressBlock
    let gateway: String
  }

  package struct Association: Hashable, Sendable {
    let id: String
    let subnet: String
  }

  /// Of the main table with its VPC.
  var mainAssociation: String { "rtbassoc-" + id.dropFirst("rtb-".count) }

  static var filters: [String: (RouteTable, CloudContext) -> [String]] {
    [
      "route-table-id": { table, _ in [table.id] }, "vpc-id": { table, _ in [table.network] },
      "owner-id": { _, _ in [CloudState.account] },
      "association.main": { table, _ in table.isMain ? ["true"] : table.associations.map { _ in "false" } },
      "association.route-table-id": { table, _ in table.isMain || !table.associations.isEmpty ? [table.id] : [] },
      "association.route-table-association-id": { table, _ in
        (table.isMain ? [table.mainAssociation] : []) + table.associations.map(\.id)
      },
      "association.subnet-id": { table, _ in table.associations.map(\.subnet) },
      "route.gateway-id": { table, _ in ["local"] + table.routes.map(\.gateway) },
      "route.destination-cidr-block": { table, _ in [table.local.text] + table.routes.map(\.destination.text) },
      "route.state": { table, context in ["active"] + table.routes.map { table.state(of: $0, context) } },
      "route.origin": { table, _ in ["CreateRouteTable"] + table.routes.map { _ in "CreateRoute" } },
    ]
  }

  /// A route whose gateway is no longer the VPC's leads nowhere.
  private func state(of route: Route, _ context: CloudContext) -> String {
    context.state.network.gateways[route.gateway]?.network == network ? "active" : "blackhole"
  }

  func shown(_ context: CloudContext) -> CloudValue {
    let main = isMain ? [association(mainAssociation, subnet: nil)] : []
    let toLocal = Self.shown(local, gateway: "local", origin: "CreateRouteTable", state: "active")
    let others = routes.map { route in
      Self.shown(
        route.destination, gateway: route.gateway, origin: "CreateRoute", state: state(of: route, context))
    }
    return [
      "routeTableId": .text(id), "vpcId": .text(network), "ownerId": .text(CloudState.account),
      "routeSet": .list("item", [toLocal] + others),
      "associationSet": .list("item", main + associations.map { association($0.id, subnet: $0.subnet) }),
      "propagatingVgwSet": .list("item", []), "tagSet": context.state.network.tagSet(of: id),
    ]
  }

  private func association(_ association: String, subnet: String?) -> CloudValue {
    .members([
      "routeTableAssociationId": .text(association), "routeTableId": .text(id), "subnetId": subnet.map { .text($0) },
      "main": .boolean(subnet == nil), "associationState": ["state": "associated"],
    ])
  }

  private static func shown(
    _ destination: AddressBlock, gateway: String, origin: String, state: String
  ) -> CloudValue {
    [
      "destinationCidrBlock": .text(destination.text), "gatewayId": .text(gateway), "origin": .text(origin),
      "state": .text(state),
    ]
  }
}
