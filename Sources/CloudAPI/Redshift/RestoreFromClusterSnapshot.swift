enum RestoreFromClusterSnapshot: CloudOperation {
  static let name = "RestoreFromClusterSnapshot"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let identifier = try ClusterRules.identifier(try input.required("ClusterIdentifier"))
    guard context.state.warehouse.clusters[identifier] == nil else {
      throw CloudError("ClusterAlreadyExists", "Cluster already exists")
    }
    let snapshot = try context.state.warehouse.snapshot(try input.required("SnapshotIdentifier"))
    var cluster = snapshot.cluster
    cluster.identifier = identifier
    cluster.isRestored = true
    cluster.created = context.time
    (cluster.lastResize, cluster.deferment, cluster.schedule, cluster.secret) = (nil, nil, nil, nil)
    (cluster.settings.copy, cluster.settings.elasticAddress) = (nil, nil)
    cluster.namespaceID = context.uuid
    try ClusterRules.resize(&cluster, input)
    let roles = input.texts("IamRoles")
    if !roles.isEmpty { cluster.roles = roles }
    try cluster.settings.change(input, context.state.warehouse)
    if let name = input.text("SnapshotScheduleIdentifier") {
      cluster.schedule = try context.state.warehouse.schedule(name).name
    }
    try place(&cluster, input, context)
    if let role = input.text("DefaultIamRoleArn") { cluster.defaultRole = role }
    cluster.address = try context.clusters.start(
      ClusterStart(
        identifier: identifier, database: cluster.database, port: try input.integer("Port") ?? cluster.address.port,
        user: cluster.user, password: nil, snapshot: snapshot.identifier))
    context.state.warehouse.clusters[identifier] = cluster
    context.note(.restored, identifier)
    cluster.status = "creating"
    return ["Cluster": cluster.shown(context)]
  }

  /// Into the VPC of the subnet group that is asked for; where none is, it stays in the snapshot's while that is there.
  private static func place(
    _ cluster: inout ClusterRecord, _ input: CloudInput, _ context: CloudContext
  ) throws(CloudError) {
    let former = context.state.warehouse.subnetGroups[cluster.subnetGroup] ?? SubnetGroup.standard
    let group = try context.state.subnetGroup(ofCluster: input.text("ClusterSubnetGroupName") ?? former.name)
    if group.network != cluster.network || !input.texts("VpcSecurityGroupIds").isEmpty {
      cluster.securityGroups = group.securityGroups(input)
    }
    (cluster.subnetGroup, cluster.network) = (group.name, group.network)
    cluster.zone = group.zone(input, context)
  }
}
