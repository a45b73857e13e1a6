/// Ends the cluster's sessions.
enum RebootCluster: CloudOperation {
  static let name = "RebootCluster"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    try cluster.requireStatus("available")
    context.clusters.pause(cluster.identifier)
    cluster.address = try context.clusters.resume(cluster.identifier)
    context.state.warehouse.clusters[cluster.identifier] = cluster
    context.note(.rebooted, cluster.identifier)
    cluster.status = "rebooting"
    return ["Cluster": cluster.shown(context)]
  }
}
