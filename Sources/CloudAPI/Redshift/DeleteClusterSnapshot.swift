enum DeleteClusterSnapshot: CloudOperation {
  static let name = "DeleteClusterSnapshot"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let snapshot = try context.state.warehouse.snapshot(try input.required("SnapshotIdentifier"))
    context.clusters.deleteSnapshot(snapshot.identifier)
    context.state.warehouse.snapshots[snapshot.identifier] = nil
    context.note(.snapshotDeleted, snapshot.identifier)
    return ["Snapshot": snapshot.shown(context)]
  }
}
