enum CreateCluster: CloudOperation {
  static let name = "CreateCluster"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let identifier = try ClusterRules.identifier(try input.required("ClusterIdentifier"))
    guard context.state.warehouse.clusters[identifier] == nil else {
      throw CloudError("ClusterAlreadyExists", "Cluster already exists")
    }
    let user = try input.required("MasterUsername")
    let password = try ClusterRules.password(input)
    let count = try ClusterRules.nodeCount(input)
    let database = input.text("DBName") ?? "dev"
    let nodeType = try input.required("NodeType")
    let subnetGroup = try context.state.warehouse.subnetGroup(input.text("ClusterSubnetGroupName") ?? "default").name
    let parameterGroup = try context.state.warehouse.parameterGroup(
      input.text("ClusterParameterGroupName") ?? ParameterGroup.standard.name
    ).name
    let address = try context.clusters.start(
      ClusterStart(
        identifier: identifier, database: database, port: try input.integer("Port") ?? 5439, user: user,
        password: password))
    var cluster = ClusterRecord(
      identifier: identifier, nodeType: nodeType, nodeCount: count, user: user, database: database, address: address,
      created: context.time, zone: input.text("AvailabilityZone") ?? "\(context.region)a",
      roles: input.texts("IamRoles"), defaultRole: input.text("DefaultIamRoleArn"),
      securityGroups: input.texts("VpcSecurityGroupIds"), network: NetworkState.defaultNetwork,
      isPublic: try input.flag("PubliclyAccessible") ?? false, isEncrypted: try input.flag("Encrypted") ?? true,
      retention: try input.integer("AutomatedSnapshotRetentionPeriod") ?? 1,
      window: input.text("PreferredMaintenanceWindow") ?? "sun:10:30-sun:11:00",
      namespaceID: context.uuid, subnetGroup: subnetGroup,
      parameterGroup: parameterGroup, tags: input.tags)
    if cluster.securityGroups.isEmpty { cluster.securityGroups = [NetworkState.defaultGroup] }
    context.state.warehouse.clusters[identifier] = cluster
    context.note(.created, identifier)
    cluster.status = "creating"
    return ["Cluster": cluster.shown(context)]
  }
}
