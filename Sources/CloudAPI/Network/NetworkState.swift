/// What EC2 remembers: VPCs, the default one with which every account begins among them, and what is in them.
package struct NetworkState: Sendable {
  package static let defaultNetwork = "vpc-0a1b2c3d4e5f60718"

  /// All by id.
  package internal(set) var vpcs: [String: Vpc] = [:]
  package internal(set) var subnets: [String: Subnet] = [:]
  package internal(set) var groups: [String: SecurityGroup] = [:]
  package internal(set) var gateways: [String: InternetGateway] = [:]
  package internal(set) var routeTables: [String: RouteTable] = [:]

  /// By the ids of what they are of.
  package internal(set) var tags: [String: [String: String]] = [:]

  init() { addDefault() }

  /// The group that members of a VPC are in who ask for none.
  static func defaultGroup(of network: String) -> String { "sg-" + network.dropFirst("vpc-".count) }

  // MARK: Lists

  /// The default one first: scripts take the first that they are given.
  var sortedVpcs: [Vpc] { vpcs.values.sorted { ($0.isDefault ? 0 : 1, $0.id) < ($1.isDefault ? 0 : 1, $1.id) } }
  var sortedSubnets: [Subnet] { byNetwork(subnets.values, \.network) { ($0.isDefault, $0.id) } }
  var sortedGroups: [SecurityGroup] { byNetwork(groups.values, \.network) { ($0.isDefault, $0.id) } }
  var sortedRouteTables: [RouteTable] { byNetwork(routeTables.values, \.network) { ($0.isMain, $0.id) } }

  /// In the order of their VPCs; of each what it began with first.
  private func byNetwork<Part>(
    _ parts: some Sequence<Part>, _ network: (Part) -> String, _ key: (Part) -> (isFirst: Bool, id: String)
  ) -> [Part] {
    let keyed = parts.map { part in
      let (isFirst, id) = key(part)
      return (part, (network(part) == Self.defaultNetwork ? 0 : 1, network(part), isFirst ? 0 : 1, id))
    }
    return keyed.sorted { $0.1 < $1.1 }.map(\.0)
  }

  // MARK: Parts

  /// Errors of these four: `InvalidVpcID.NotFound` and its like.
  func vpc(_ id: String) throws(CloudError) -> Vpc { try Self.found(id, vpcs) }
  func subnet(_ id: String) throws(CloudError) -> Subnet { try Self.found(id, subnets) }
  func gateway(_ id: String) throws(CloudError) -> InternetGateway { try Self.found(id, gateways) }
  func routeTable(_ id: String) throws(CloudError) -> RouteTable { try Self.found(id, routeTables) }

  private static func found<R: NetworkResource>(_ id: String, _ all: [String: R]) throws(CloudError) -> R {
    guard let resource = all[id] else { throw R.missing(id) }
    return resource
  }

  /// Adds a VPC with what every one begins with: a group and a route table.
  mutating func add(_ vpc: Vpc) {
    vpcs[vpc.id] = vpc
    let group = Self.defaultGroup(of: vpc.id)
    groups[group] = SecurityGroup(
      id: group, name: "default", description: "default VPC security group", network: vpc.id)
    let table = "rtb-\(vpc.suffix)"
    routeTables[table] = RouteTable(id: table, network: vpc.id, local: vpc.block, isMain: true)
  }

  /// The default VPC, with a subnet in each zone and a way to the internet.
  mutating func addDefault() {
    let block = AddressBlock(172 << 24 | 31 << 16, 16)
    let vpc = Vpc(id: Self.defaultNetwork, block: block, hasDNSHostnames: true)
    add(vpc)
    for subnet in Subnet.standard { subnets[subnet.id] = subnet }
    let gateway = InternetGateway(id: "igw-\(vpc.suffix)", network: vpc.id)
    gateways[gateway.id] = gateway
    routeTables["rtb-\(vpc.suffix)"]?.routes = [
      RouteTable.Route(destination: AddressBlock(0, 0), gateway: gateway.id)
    ]
  }

  /// Whether more is in it than what every VPC begins with.
  func isUsed(_ vpc: Vpc) -> Bool {
    subnets.values.contains { $0.network == vpc.id } || gateways.values.contains { $0.network == vpc.id }
      || groups.values.contains { $0.network == vpc.id && !$0.isDefault }
      || routeTables.values.contains { $0.network == vpc.id && !$0.isMain }
  }

  mutating func remove(_ vpc: Vpc) {
    let parts = groups.values.filter { $0.network == vpc.id }.map(\.id)
    let tables = routeTables.values.filter { $0.network == vpc.id }.map(\.id)
    for id in parts + tables + [vpc.id, NetworkAcl(of: vpc).id] { tags[id] = nil }
    for id in parts { groups[id] = nil }
    for id in tables { routeTables[id] = nil }
    vpcs[vpc.id] = nil
  }

  /// With its association to a route table.
  mutating func remove(_ subnet: Subnet) {
    subnets[subnet.id] = nil
    tags[subnet.id] = nil
    for id in routeTables.keys { routeTables[id]?.associations.removeAll { $0.subnet == subnet.id } }
  }

  // MARK: Groups

  func group(named name: String, of network: String) -> SecurityGroup? {
    groups.values.first { $0.name == name && $0.network == network }
  }

  /// Errors: `InvalidGroup.NotFound`.
  func defaultNetworkGroup(named name: String) throws(CloudError) -> SecurityGroup {
    guard let group = group(named: name, of: Self.defaultNetwork) else {
      throw CloudError(
        "InvalidGroup.NotFound", "The security group '\(name)' does not exist in default VPC '\(Self.defaultNetwork)'")
    }
    return group
  }

  /// Errors: `InvalidGroup.NotFound`, `MissingParameter` where neither an id nor a name is given.
  func group(_ input: CloudInput) throws(CloudError) -> SecurityGroup {
    guard let id = input.text("GroupId") else {
      return try defaultNetworkGroup(named: try input.required("GroupName"))
    }
    guard let group = groups[id] else {
      throw CloudError("InvalidGroup.NotFound", "The security group '\(id)' does not exist")
    }
    return group
  }
}

extension CloudPage {
  /// As EC2 asks for one. Errors: `InvalidParameterValue` for a token that no answer gave.
  init(_ all: [Element], _ input: CloudInput) throws(CloudError) {
    try self.init(all, input, size: "MaxResults", marker: "NextToken", most: 1000)
  }
}

extension CloudState {
  /// Whether a cluster or a workgroup stands in it.
  func isInUse(_ subnet: Subnet) -> Bool {
    warehouse.clusters.values.contains { warehouse.subnetGroups[$0.subnetGroup]?.subnets.contains(subnet.id) == true }
      || serverless.workgroups.values.contains { $0.subnets.contains(subnet.id) }
  }

  /// Whether a cluster or a workgroup has it.
  func isInUse(_ group: SecurityGroup) -> Bool {
    warehouse.clusters.values.contains { $0.securityGroups.contains(group.id) }
      || serverless.workgroups.values.contains { $0.securityGroups.contains(group.id) }
  }
}

extension CloudContext {
  /// `vpc-` and what nobody may guess.
  func networkID(_ kind: String) -> String { "\(kind)-" + identifier("").lowercased() }
}
