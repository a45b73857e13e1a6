/// The answer says that the cluster is being deleted; the next description does not find it.
enum DeleteCluster: CloudOperation {
  static let name = "DeleteCluster"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let final = input.text("FinalClusterSnapshotIdentifier")
    let skipsSnapshot = try input.flag("SkipFinalClusterSnapshot") ?? false
    guard skipsSnapshot != (final != nil) else {
      let rule =
        skipsSnapshot
        ? "FinalClusterSnapshotIdentifier cannot be specified when SkipFinalClusterSnapshot is."
        : "FinalClusterSnapshotIdentifier is required unless SkipFinalClusterSnapshot is specified."
      throw CloudError("InvalidParameterCombination", rule)
    }
    if let final { _ = try CreateClusterSnapshot.make(final, of: cluster, [], &context) }
    context.clusters.delete(cluster.identifier)
    context.state.warehouse.clusters[cluster.identifier] = nil
    ManagedPassword.delete(cluster.secret, &context)
    context.note(.deleted, cluster.identifier)
    cluster.status = "deleting"
    return ["Cluster": cluster.shown(context)]
  }
}
