/// Subnets in which clusters may stand.
package struct SubnetGroup: Sendable {
  package var name: String
  package var description: String
  /// Ids, all of one VPC.
  package var subnets: [String]
  /// The VPC's id.
  package var network: String
  package var tags: [(key: String, value: String)]

  static let standard = SubnetGroup(
    name: "default", description: "default", subnets: Subnet.standard.map(\.id), network: NetworkState.defaultNetwork,
    tags: [])

  func shown(_ context: CloudContext) -> CloudValue {
    [
      "ClusterSubnetGroupName": .text(name), "Description": .text(description), "VpcId": .text(network),
      "SubnetGroupStatus": "Complete",
      "Subnets": .list(
        "Subnet",
        subnets.map { id in
          let zone = context.state.network.subnets[id]?.zone(context.region) ?? ""
          return [
            "SubnetIdentifier": .text(id), "SubnetAvailabilityZone": ["Name": .text(zone)], "SubnetStatus": "Active",
          ]
        }),
      "Tags": WarehouseTags.shown(tags),
    ]
  }

  /// The subnets that a request gives, and their VPC. Errors: `InvalidSubnet` for one that there is not, and for those
  /// of several VPCs.
  static func subnets(_ input: CloudInput, _ state: NetworkState) throws(CloudError) -> (ids: [String], network: String)
  {
    let ids = input.texts("SubnetIds")
    let found = ids.compactMap { state.subnets[$0] }
    guard let network = found.first?.network, found.count == ids.count else {
      throw CloudError("InvalidSubnet", "Some input subnets in \(ids) are invalid.")
    }
    guard found.allSatisfy({ $0.network == network }) else {
      throw CloudError("InvalidSubnet", "The subnets in \(ids) are not all in the same VPC.")
    }
    return (ids, network)
  }

  /// The zone of a cluster that is made in it: the one that is asked for, or its first subnet's.
  func zone(_ input: CloudInput, _ context: CloudContext) -> String {
    let zones = subnets.compactMap { context.state.network.subnets[$0]?.zone(context.region) }
    return input.text("AvailabilityZone") ?? zones.first ?? "\(context.region)a"
  }

  /// Those of a cluster that is made in it: the ones that are asked for, or its VPC's default one.
  func securityGroups(_ input: CloudInput) -> [String] {
    let groups = input.texts("VpcSecurityGroupIds")
    return groups.isEmpty ? [NetworkState.defaultGroup(of: network)] : groups
  }
}

extension WarehouseState {
  /// Errors: `ClusterSubnetGroupNotFoundFault`.
  func subnetGroup(_ name: String) throws(CloudError) -> SubnetGroup {
    guard let group = subnetGroups[name.lowercased()] else {
      throw CloudError("ClusterSubnetGroupNotFoundFault", "Cluster subnet group \(name) not found.")
    }
    return group
  }
}

extension CloudState {
  /// Of a cluster that is being made. Errors: `ClusterSubnetGroupNotFoundFault`; `InvalidVPCNetworkStateFault` where its
  /// VPC has been deleted.
  func subnetGroup(ofCluster name: String) throws(CloudError) -> SubnetGroup {
    let group = try warehouse.subnetGroup(name)
    guard network.vpcs[group.network] != nil else {
      throw CloudError(
        "InvalidVPCNetworkStateFault", "VPC \(group.network) of subnet group \(group.name) does not exist.")
    }
    return group
  }
}
