enum ResumeCluster: CloudOperation {
  static let name = "ResumeCluster"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    try cluster.requireStatus("paused")
    cluster.address = try context.clusters.resume(cluster.identifier)
    cluster.status = "available"
    context.state.warehouse.clusters[cluster.identifier] = cluster
    context.note(.resumed, cluster.identifier)
    cluster.status = "resuming"
    return ["Cluster": cluster.shown(context)]
  }
}
