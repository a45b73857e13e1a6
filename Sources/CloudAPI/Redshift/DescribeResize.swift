/// The last resize, which has ended when its own answer came.
enum DescribeResize: CloudOperation {
  static let name = "DescribeResize"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    guard let kind = cluster.lastResize else {
      throw CloudError("ResizeNotFound", "No resize of cluster \(cluster.identifier) could be found.", status: 404)
    }
    let none = CloudValue.list("member", [])
    return [
      "TargetNodeType": .text(cluster.nodeType), "TargetNumberOfNodes": .integer(Int64(cluster.nodeCount)),
      "TargetClusterType": .text(cluster.nodeCount == 1 ? "single-node" : "multi-node"), "Status": "SUCCEEDED",
      "ImportTablesCompleted": none, "ImportTablesInProgress": none, "ImportTablesNotStarted": none,
      "AvgResizeRateInMegaBytesPerSecond": 0.0, "TotalResizeDataInMegaBytes": 0, "ProgressInMegaBytes": 0,
      "ElapsedTimeInSeconds": 0, "EstimatedTimeToCompletionInSeconds": 0, "ResizeType": .text(kind),
      "TargetEncryptionType": .text(cluster.isEncrypted ? "KMS" : "NONE"), "DataTransferProgressPercent": 100.0,
    ]
  }
}
