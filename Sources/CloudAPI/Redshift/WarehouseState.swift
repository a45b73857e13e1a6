/// What Redshift's control plane remembers.
package struct WarehouseState: Sendable {
  /// By identifier, which is in lower case.
  package var clusters: [String: ClusterRecord] = [:]

  package var snapshots: [String: SnapshotRecord] = [:]
  package var subnetGroups = [SubnetGroup.standard.name: SubnetGroup.standard]
  package var parameterGroups = [ParameterGroup.standard.name: ParameterGroup.standard]
  package var securityGroups = [ClusterSecurityGroup.standard.name: ClusterSecurityGroup.standard]
  package var schedules: [String: SnapshotSchedule] = [:]
  /// By name, which is in lower case.
  package var copyGrants: [String: SnapshotCopyGrant] = [:]
  /// Documents by name.
  package var authenticationProfiles: [String: String] = [:]
  /// In the order in which they happened.
  package var events: [WarehouseEvent] = []
  static let mostEvents = 10_000

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
  /// Whether it was made of a snapshot.
  package var isRestored = false
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
  /// The ARN of the secret with the master user's password, where Redshift keeps one.
  package var secret: String?
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
  /// The name of its snapshot schedule.
  package var schedule: String?
  package var logging: LoggingRecord?
  package var deferment: Deferment?
  /// `ClassicResize` or `ElasticResize`; nil before the first one.
  package var lastResize: String?
  package var settings = ClusterSettings()

  /// The time for which maintenance is put off.
  package struct Deferment: Sendable {
    package var id: String
    package var start: Int64
    package var end: Int64
  }
}
