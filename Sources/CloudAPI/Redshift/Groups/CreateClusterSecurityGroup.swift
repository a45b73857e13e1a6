enum CreateClusterSecurityGroup: CloudOperation {
  static let name = "CreateClusterSecurityGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("ClusterSecurityGroupName").lowercased()
    guard context.state.warehouse.securityGroups[name] == nil else {
      throw CloudError("ClusterSecurityGroupAlreadyExists", "Security group \(name) already exists.")
    }
    let group = ClusterSecurityGroup(name: name, description: try input.required("Description"), tags: input.tags)
    context.state.warehouse.securityGroups[name] = group
    return ["ClusterSecurityGroup": group.shown]
  }
}
