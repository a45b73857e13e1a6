/// Subnets in which clusters may stand.
package struct SubnetGroup: Sendable {
  package var name: String
  package var description: String
  /// Ids.
  package var subnets: [String]
  package var tags: [(key: String, value: String)]

  static let standard = SubnetGroup(
    name: "default", description: "default", subnets: Subnet.all("").map(\.id), tags: [])

  func shown(_ context: CloudContext) -> CloudValue {
    let zones = Dictionary(uniqueKeysWithValues: Subnet.all(context.region).map { ($0.id, $0.zone) })
    return [
      "ClusterSubnetGroupName": .text(name), "Description": .text(description),
      "VpcId": .text(NetworkState.defaultNetwork), "SubnetGroupStatus": "Complete",
      "Subnets": .list(
        "Subnet",
        subnets.map { id in
          [
            "SubnetIdentifier": .text(id), "SubnetAvailabilityZone": ["Name": .text(zones[id] ?? "")],
            "SubnetStatus": "Active",
          ]
        }),
      "Tags": WarehouseTags.shown(tags),
    ]
  }

  /// The ids that a request gives. Errors: `InvalidSubnet` for one that there is not.
  static func subnets(_ input: CloudInput) throws(CloudError) -> [String] {
    let (ids, known) = (input.texts("SubnetIds"), Set(Subnet.all("").map(\.id)))
    guard !ids.isEmpty, ids.allSatisfy(known.contains) else {
      throw CloudError("InvalidSubnet", "Some input subnets in \(ids) are invalid.")
    }
    return ids
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
