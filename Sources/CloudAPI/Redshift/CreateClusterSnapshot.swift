enum CreateClusterSnapshot: CloudOperation {
  static let name = "CreateClusterSnapshot"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let snapshot = try make(try input.required("SnapshotIdentifier"), of: cluster, input.tags, &context)
    return ["Snapshot": snapshot.shown(context)]
  }

  /// Errors: `ClusterSnapshotAlreadyExists`.
  static func make(
    _ name: String, of cluster: ClusterRecord, _ tags: [(key: String, value: String)], _ context: inout CloudContext
  ) throws(CloudError) -> SnapshotRecord {
    try checkIsFree(name, context)
    try context.clusters.snapshot(cluster.identifier, as: name)
    let snapshot = SnapshotRecord(identifier: name, cluster: cluster, created: context.time, tags: tags)
    context.state.warehouse.snapshots[name] = snapshot
    context.note(.snapshotCreated, name)
    return snapshot
  }

  /// Errors: `ClusterSnapshotAlreadyExists`.
  static func checkIsFree(_ name: String, _ context: CloudContext) throws(CloudError) {
    guard context.state.warehouse.snapshots[name] == nil else {
      throw CloudError(
        "ClusterSnapshotAlreadyExists",
        "Cannot create the snapshot because a snapshot with the identifier \(name) already exists.")
    }
  }
}
