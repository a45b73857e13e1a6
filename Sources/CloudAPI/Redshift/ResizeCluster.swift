/// Nothing moves on one machine: the cluster has its new size at once.
enum ResizeCluster: CloudOperation {
  static let name = "ResizeCluster"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    try cluster.requireStatus("available")
    try ClusterRules.resize(&cluster, input)
    cluster.lastResize = try input.flag("Classic") ?? false ? "ClassicResize" : "ElasticResize"
    context.note(.resized, cluster.identifier)
    context.state.warehouse.clusters[cluster.identifier] = cluster
    cluster.status = "resizing"
    return ["Cluster": cluster.shown(context)]
  }
}
