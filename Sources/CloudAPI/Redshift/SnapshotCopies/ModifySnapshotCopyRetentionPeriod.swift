enum ModifySnapshotCopyRetentionPeriod: CloudOperation {
  static let name = "ModifySnapshotCopyRetentionPeriod"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    guard let days = try input.integer("RetentionPeriod") else { throw .missing("RetentionPeriod") }
    guard var copy = cluster.settings.copy else {
      throw CloudError("SnapshotCopyDisabledFault", "Snapshot copy is disabled on cluster \(cluster.identifier).")
    }
    if try input.flag("Manual") ?? false {
      copy.manualRetention = try SnapshotCopy.manual(days)
    } else {
      copy.retention = try SnapshotCopy.automated(days)
    }
    cluster.settings.copy = copy
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return ["Cluster": cluster.shown(context)]
  }
}
