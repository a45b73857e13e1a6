enum CopyClusterSnapshot: CloudOperation {
  static let name = "CopyClusterSnapshot"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var snapshot = try context.state.warehouse.snapshot(try input.required("SourceSnapshotIdentifier"))
    let cluster = input.text("SourceSnapshotClusterIdentifier")?.lowercased() ?? snapshot.cluster.identifier
    guard cluster == snapshot.cluster.identifier else {
      throw CloudError("ClusterSnapshotNotFound", "Snapshot \(snapshot.identifier) not found.", status: 404)
    }
    let name = try input.required("TargetSnapshotIdentifier")
    try CreateClusterSnapshot.checkIsFree(name, context)
    context.clusters.copySnapshot(snapshot.identifier, as: name)
    snapshot.identifier = name
    context.state.warehouse.snapshots[name] = snapshot
    context.note(.snapshotCreated, name)
    return ["Snapshot": snapshot.shown(context)]
  }
}
