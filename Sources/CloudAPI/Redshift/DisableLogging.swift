enum DisableLogging: CloudOperation {
  static let name = "DisableLogging"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    cluster.logging = nil
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return LoggingRecord.shown(nil)
  }
}
