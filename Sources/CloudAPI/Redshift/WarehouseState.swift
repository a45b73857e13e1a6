/// What Redshift's control plane remembers.
package struct WarehouseState: Sendable {
  /// By identifier, which is in lower case.
  package var clusters: [String: ClusterRecord] = [:]

  package var snapshots: [String: SnapshotRecord] = [:]

  /// Errors: `ClusterSnapshotNotFound`.
  func snapshot(_ identifier: String) throws(CloudError) -> SnapshotRecord {
    guard let snapshot = snapshots[identifier] else {
      throw CloudError("ClusterSnapshotNotFound", "Snapshot \(identifier) not found.", status: 404)
    }
    return snapshot
  }

  /// Errors: `ClusterNotFound`.
  func cluster(_ identifier: String) throws(CloudError) -> ClusterRecord {
    guard let cluster = clusters[identifier.lowercased()] else {
      throw CloudError("ClusterNotFound", "Cluster \(identifier.lowercased()) not found.", status: 404)
    }
    return cluster
  }
}

/// A cluster as its descriptions show it.
package struct ClusterRecord: Sendable {
  package var identifier: String
  package var status = "available"
  package var nodeType: String
  package var nodeCount: Int
  package var user: String
  package var database: String
  package var address: ClusterAddress
  package var created: Int64
  package var zone: String
  /// ARNs, in the order given.
  package var roles: [String]
  package var defaultRole: String?
  package var securityGroups: [String]
  package var network: String
  package var isPublic: Bool
  package var isEncrypted: Bool
  package var retention: Int
  package var window: String
  package var namespaceID: String
  package var subnetGroup: String
  package var parameterGroup: String
  package var tags: [(key: String, value: String)]
}
