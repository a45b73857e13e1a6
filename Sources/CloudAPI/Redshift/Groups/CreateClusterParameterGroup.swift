enum CreateClusterParameterGroup: CloudOperation {
  static let name = "CreateClusterParameterGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("ParameterGroupName").lowercased()
    guard context.state.warehouse.parameterGroups[name] == nil else {
      throw CloudError("ClusterParameterGroupAlreadyExists", "Parameter group \(name) already exists.")
    }
    let group = ParameterGroup(
      name: name, family: try ParameterGroup.family(input), description: try input.required("Description"),
      tags: input.tags)
    context.state.warehouse.parameterGroups[name] = group
    return ["ClusterParameterGroup": group.shown]
  }
}
