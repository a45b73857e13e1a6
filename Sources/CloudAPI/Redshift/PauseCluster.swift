enum PauseCluster: CloudOperation {
  static let name = "PauseCluster"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    try cluster.requireStatus("available")
    context.clusters.pause(cluster.identifier)
    cluster.status = "paused"
    context.state.warehouse.clusters[cluster.identifier] = cluster
    context.note(.paused, cluster.identifier)
    cluster.status = "pausing"
    return ["Cluster": cluster.shown(context)]
  }
}

extension ClusterRecord {
  /// Errors: `InvalidClusterState`.
  func requireStatus(_ wanted: String) throws(CloudError) {
    guard status == wanted else {
      throw CloudError(
        "InvalidClusterState", "You can't do this to cluster \(identifier), which is \(status) and not \(wanted).")
    }
  }
}
