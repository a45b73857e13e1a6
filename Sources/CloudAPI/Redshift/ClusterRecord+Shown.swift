extension ClusterRecord {
  /// As every operation that gives a cluster shows it.
  func shown(_ context: CloudContext) -> CloudValue {
    .members([
      "ClusterIdentifier": .text(identifier), "NodeType": .text(nodeType), "ClusterStatus": .text(status),
      "ClusterAvailabilityStatus": .text(availability), "MasterUsername": .text(user), "DBName": .text(database),
      "Endpoint": ["Address": .text(address.host), "Port": .integer(Int64(address.port))],
      "ClusterCreateTime": .time(created), "AutomatedSnapshotRetentionPeriod": .integer(Int64(retention)),
      "ManualSnapshotRetentionPeriod": -1, "ClusterSecurityGroups": .list("ClusterSecurityGroup", []),
      "VpcSecurityGroups": .list(
        "VpcSecurityGroup", securityGroups.map { ["VpcSecurityGroupId": .text($0), "Status": "active"] }),
      "ClusterParameterGroups": .list(
        "ClusterParameterGroup", [["ParameterGroupName": .text(parameterGroup), "ParameterApplyStatus": "in-sync"]]),
      "ClusterSubnetGroupName": .text(subnetGroup), "VpcId": .text(network), "AvailabilityZone": .text(zone),
      "PreferredMaintenanceWindow": .text(window), "PendingModifiedValues": .empty, "ClusterVersion": "1.0",
      "AllowVersionUpgrade": true, "NumberOfNodes": .integer(Int64(nodeCount)),
      "PubliclyAccessible": .boolean(isPublic), "Encrypted": .boolean(isEncrypted), "ClusterNodes": nodes,
      "Tags": .list("Tag", tags.map { ["Key": .text($0.key), "Value": .text($0.value)] }),
      "EnhancedVpcRouting": false,
      "IamRoles": .list("ClusterIamRole", roles.map { ["IamRoleArn": .text($0), "ApplyStatus": "in-sync"] }),
      "DefaultIamRoleArn": defaultRole.map { .text($0) },
      "MaintenanceTrackName": "current", "DeferredMaintenanceWindows": .list("DeferredMaintenanceWindow", []),
      "AvailabilityZoneRelocationStatus": "disabled", "MultiAZ": "Disabled",
      "ClusterNamespaceArn": .text(context.arn("redshift", "namespace:\(namespaceID)")),
      "TotalStorageCapacityInMegaBytes": .integer(Int64(nodeCount) * 400_000),
      "AquaConfiguration": ["AquaStatus": "disabled", "AquaConfigurationStatus": "auto"],
    ])
  }

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
