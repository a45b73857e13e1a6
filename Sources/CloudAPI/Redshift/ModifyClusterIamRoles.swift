enum ModifyClusterIamRoles: CloudOperation {
  static let name = "ModifyClusterIamRoles"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let removed = Set(input.texts("RemoveIamRoles"))
    cluster.roles.removeAll(where: removed.contains)
    for role in input.texts("AddIamRoles") where !cluster.roles.contains(role) { cluster.roles.append(role) }
    if let role = input.text("DefaultIamRoleArn") { cluster.defaultRole = role.isEmpty ? nil : role }
    if let role = cluster.defaultRole, !cluster.roles.contains(role) { cluster.defaultRole = nil }
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return ["Cluster": cluster.shown(context)]
  }
}
