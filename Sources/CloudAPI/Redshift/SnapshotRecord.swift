/// A cluster's state at one moment, by its description; the databases are where clusters run.
package struct SnapshotRecord: Sendable {
  package var identifier: String
  package var cluster: ClusterRecord
  package var created: Int64
  package var tags: [(key: String, value: String)]

  func shown(_ context: CloudContext) -> CloudValue {
    .members([
      "SnapshotIdentifier": .text(identifier), "ClusterIdentifier": .text(cluster.identifier),
      "SnapshotCreateTime": .time(created), "Status": "available", "Port": .integer(Int64(cluster.address.port)),
      "AvailabilityZone": .text(cluster.zone), "ClusterCreateTime": .time(cluster.created),
      "MasterUsername": .text(cluster.user), "ClusterVersion": .text(ClusterVersion.engine), "SnapshotType": "manual",
      "NodeType": .text(cluster.nodeType), "NumberOfNodes": .integer(Int64(cluster.nodeCount)),
      "DBName": .text(cluster.database), "VpcId": .text(cluster.network), "Encrypted": .boolean(cluster.isEncrypted),
      "TotalBackupSizeInMegaBytes": 0.0, "ActualIncrementalBackupSizeInMegaBytes": 0.0,
      "BackupProgressInMegaBytes": 0.0, "CurrentBackupRateInMegaBytesPerSecond": 0.0,
      "EstimatedSecondsToCompletion": 0, "ElapsedTimeInSeconds": 0, "OwnerAccount": .text(CloudState.account),
      "Tags": WarehouseTags.shown(tags),
      "ManualSnapshotRetentionPeriod": -1,
      "SnapshotArn": .text(context.arn("redshift", "snapshot:\(cluster.identifier)/\(identifier)")),
    ])
  }
}
