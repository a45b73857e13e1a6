enum EnableSnapshotCopy: CloudOperation {
  static let name = "EnableSnapshotCopy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let region = try input.required("DestinationRegion")
    guard cluster.settings.copy == nil else {
      throw CloudError(
        "SnapshotCopyAlreadyEnabledFault", "Snapshot copy is already enabled on cluster \(cluster.identifier).")
    }
    guard region != context.region, DescribeRegions.regions.contains(region) else {
      throw CloudError("UnknownSnapshotCopyRegionFault", "Invalid region \(region)", status: 404)
    }
    let grant = try grant(for: cluster, input, context)
    cluster.settings.copy = try SnapshotCopy(input, to: region, grant: grant)
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return ["Cluster": cluster.shown(context)]
  }

  /// What a cluster has to have whose key is one of the account's.
  private static func grant(
    for cluster: ClusterRecord, _ input: CloudInput, _ context: CloudContext
  ) throws(CloudError) -> String? {
    if let name = input.text("SnapshotCopyGrantName") { return try context.state.warehouse.copyGrant(name).name }
    guard cluster.settings.key == nil else {
      throw CloudError(
        "InvalidParameterValue", "SnapshotCopyGrantName is required for Snapshot Copy on KMS encrypted clusters.")
    }
    return nil
  }
}
