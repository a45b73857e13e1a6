enum CreateCluster: CloudOperation {
  static let name = "CreateCluster"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let identifier = try ClusterRules.identifier(try input.required("ClusterIdentifier"))
    guard context.state.warehouse.clusters[identifier] == nil else {
      throw CloudError("ClusterAlreadyExists", "Cluster already exists")
    }
    var cluster = try record(identifier, input, context)
    let password = try MasterPassword.take(for: &cluster, input, &context)
    cluster.address = try context.clusters.start(
      ClusterStart(
        identifier: identifier, database: cluster.database, port: cluster.address.port, user: cluster.user,
        password: password))
    context.state.warehouse.clusters[identifier] = cluster
    context.note(.created, identifier)
    cluster.status = "creating"
    return ["Cluster": cluster.shown(context)]
  }

  /// The cluster that is asked for; where it listens is known once it does.
  private static func record(
    _ identifier: String, _ input: CloudInput, _ context: CloudContext
  ) throws(CloudError) -> ClusterRecord {
    let state = context.state.warehouse
    let subnetGroup = try context.state.subnetGroup(
      ofCluster: input.text("ClusterSubnetGroupName") ?? SubnetGroup.standard.name)
    let parameterGroup = try state.parameterGroup(
      input.text("ClusterParameterGroupName") ?? ParameterGroup.standard.name)
    var cluster = ClusterRecord(
      identifier: identifier, nodeType: try input.required("NodeType"), nodeCount: try ClusterRules.nodeCount(input),
      user: try input.required("MasterUsername"), database: input.text("DBName") ?? "dev",
      address: ClusterAddress(host: "", port: try input.integer("Port") ?? 5439), created: context.time,
      zone: subnetGroup.zone(input, context), roles: input.texts("IamRoles"),
      defaultRole: input.text("DefaultIamRoleArn"),
      securityGroups: subnetGroup.securityGroups(input), network: subnetGroup.network,
      isPublic: try input.flag("PubliclyAccessible") ?? false,
      isEncrypted: try input.flag("Encrypted") ?? true,
      retention: try input.integer("AutomatedSnapshotRetentionPeriod") ?? 1,
      window: input.text("PreferredMaintenanceWindow") ?? "sun:10:30-sun:11:00", namespaceID: context.uuid,
      subnetGroup: subnetGroup.name, parameterGroup: parameterGroup.name, tags: input.tags)
    try cluster.settings.change(input, state)
    cluster.schedule = try input.text("SnapshotScheduleIdentifier").map { (name) throws(CloudError) in
      try state.schedule(name).name
    }
    return cluster
  }
}
