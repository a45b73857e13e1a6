extension ClusterRecord {
  /// As every operation that gives a cluster shows it.
  func shown(_ context: CloudContext) -> CloudValue {
    .members([
      "ClusterIdentifier": .text(identifier), "NodeType": .text(nodeType), "ClusterStatus": .text(status),
      "ClusterAvailabilityStatus": .text(availability), "MasterUsername": .text(user), "DBName": .text(database),
      "Endpoint": ["Address": .text(address.host), "Port": .integer(Int64(address.port))],
      "ClusterCreateTime": .time(created), "AutomatedSnapshotRetentionPeriod": .integer(Int64(retention)),
      "ManualSnapshotRetentionPeriod": .integer(Int64(settings.manualRetention)),
      "ClusterSecurityGroups": .list(
        "ClusterSecurityGroup",
        settings.groups.map { ["ClusterSecurityGroupName": .text($0), "Status": "active"] }),
      "ElasticIpStatus": settings.elasticAddress.map { ["ElasticIp": .text($0), "Status": "active"] },
      "IpAddressType": .text(settings.addressType), "ClusterSnapshotCopyStatus": settings.copy?.shown,
      "VpcSecurityGroups": .list(
        "VpcSecurityGroup", securityGroups.map { ["VpcSecurityGroupId": .text($0), "Status": "active"] }),
      "ClusterParameterGroups": .list(
        "ClusterParameterGroup", [["ParameterGroupName": .text(parameterGroup), "ParameterApplyStatus": "in-sync"]]),
      "ClusterSubnetGroupName": .text(subnetGroup), "VpcId": .text(network), "AvailabilityZone": .text(zone),
      "PreferredMaintenanceWindow": .text(window), "PendingModifiedValues": .empty,
      "ClusterVersion": .text(ClusterVersion.engine),
      "ClusterRevisionNumber": .text(ClusterVersion.revision(context)),
      "ClusterPublicKey": .text(ClusterPublicKey.text(of: self)),
      "NextMaintenanceWindowStartTime": MaintenanceWindow(window).map { .time($0.next(after: context.time)) },
      "AllowVersionUpgrade": .boolean(settings.allowsUpgrade), "NumberOfNodes": .integer(Int64(nodeCount)),
      "PubliclyAccessible": .boolean(isPublic), "Encrypted": .boolean(isEncrypted), "ClusterNodes": nodes,
      "Tags": WarehouseTags.shown(tags),
      "EnhancedVpcRouting": .boolean(settings.routesThroughVPC),
      "KmsKeyId": settings.key.map { .text($0) },
      "IamRoles": .list("ClusterIamRole", roles.map { ["IamRoleArn": .text($0), "ApplyStatus": "in-sync"] }),
      "MasterPasswordSecretArn": secret.map { .text($0) }, "DefaultIamRoleArn": defaultRole.map { .text($0) },
      "MaintenanceTrackName": .text(settings.track),
      "DeferredMaintenanceWindows": .list("DeferredMaintenanceWindow", deferment.map { [$0.shown] } ?? []),
      "SnapshotScheduleIdentifier": schedule.map { .text($0) }, "SnapshotScheduleState": schedule.map { _ in "ACTIVE" },
      "AvailabilityZoneRelocationStatus": settings.relocates ? "enabled" : "disabled",
      "MultiAZ": settings.hasManyZones ? "Enabled" : "Disabled",
      "ClusterNamespaceArn": .text(context.arn("redshift", "namespace:\(namespaceID)")),
      "TotalStorageCapacityInMegaBytes": .integer(Int64(nodeCount) * 400_000),
      "AquaConfiguration": ["AquaStatus": "disabled", "AquaConfigurationStatus": "auto"],
      "RestoreStatus": isRestored ? Self.restored : nil,
    ])
  }

  /// Versions of tables are not copied: a restored cluster is whole at once.
  private static let restored: CloudValue = [
    "Status": "completed", "CurrentRestoreRateInMegaBytesPerSecond": 0.0, "SnapshotSizeInMegaBytes": 0,
    "ProgressInMegaBytes": 0, "ElapsedTimeInSeconds": 0, "EstimatedTimeToCompletionInSeconds": 0,
  ]

  private var availability: String {
    switch status {
    case "available": "Available"
    case "paused": "Unavailable"
    default: "Modifying"
    }
  }

  /// A leader beside the compute nodes, or one shared node.
  private var nodes: CloudValue {
    let names = nodeCount == 1 ? ["SHARED"] : ["LEADER"] + (0..<nodeCount).map { "COMPUTE-\($0)" }
    return .list(
      "member",
      names.map { ["NodeRole": .text($0), "PrivateIPAddress": "127.0.0.1", "PublicIPAddress": "127.0.0.1"] })
  }
}

extension ClusterRecord.Deferment {
  fileprivate var shown: CloudValue {
    [
      "DeferMaintenanceIdentifier": .text(id), "DeferMaintenanceStartTime": .time(start),
      "DeferMaintenanceEndTime": .time(end),
    ]
  }
}
