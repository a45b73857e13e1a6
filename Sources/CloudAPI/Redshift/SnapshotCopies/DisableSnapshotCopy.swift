enum DisableSnapshotCopy: CloudOperation {
  static let name = "DisableSnapshotCopy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    guard cluster.settings.copy != nil else {
      throw CloudError(
        "SnapshotCopyAlreadyDisabledFault", "Snapshot copy is already disabled on cluster \(cluster.identifier).")
    }
    cluster.settings.copy = nil
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return ["Cluster": cluster.shown(context)]
  }
}
