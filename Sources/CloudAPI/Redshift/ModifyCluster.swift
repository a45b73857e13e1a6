enum ModifyCluster: CloudOperation {
  static let name = "ModifyCluster"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    try cluster.requireStatus("available")
    try ClusterRules.resize(&cluster, input)
    if input["NodeType"] != nil || input["NumberOfNodes"] != nil || input["ClusterType"] != nil {
      cluster.lastResize = "ClassicResize"
      context.note(.resized, cluster.identifier)
    }
    if let isPublic = try input.flag("PubliclyAccessible") { cluster.isPublic = isPublic }
    if let isEncrypted = try input.flag("Encrypted") { cluster.isEncrypted = isEncrypted }
    if let days = try input.integer("AutomatedSnapshotRetentionPeriod") { cluster.retention = days }
    if let window = input.text("PreferredMaintenanceWindow") { cluster.window = window }
    if let name = input.text("ClusterParameterGroupName") {
      cluster.parameterGroup = try context.state.warehouse.parameterGroup(name).name
    }
    try cluster.settings.change(input, context.state.warehouse)
    let groups = input.texts("VpcSecurityGroupIds")
    if !groups.isEmpty { cluster.securityGroups = groups }
    try MasterPassword.change(of: &cluster, input, &context)
    context.note(.modified, cluster.identifier)
    try rename(&cluster, input, &context)
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return ["Cluster": cluster.shown(context)]
  }

  private static func rename(
    _ cluster: inout ClusterRecord, _ input: CloudInput, _ context: inout CloudContext
  ) throws(CloudError) {
    guard let text = input.text("NewClusterIdentifier") else { return }
    let name = try ClusterRules.identifier(text)
    guard context.state.warehouse.clusters[name] == nil else {
      throw CloudError("ClusterAlreadyExists", "Cluster already exists")
    }
    context.clusters.rename(cluster.identifier, to: name)
    context.state.warehouse.clusters[cluster.identifier] = nil
    cluster.identifier = name
    context.note(.renamed, name)
  }
}
