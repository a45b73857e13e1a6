enum DeleteClusterParameterGroup: CloudOperation {
  static let name = "DeleteClusterParameterGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let group = try context.state.warehouse.ownParameterGroup(try input.required("ParameterGroupName"))
    guard !context.state.warehouse.clusters.values.contains(where: { $0.parameterGroup == group.name }) else {
      throw CloudError(
        "InvalidClusterParameterGroupState", "Parameter group \(group.name) is in use and cannot be deleted.")
    }
    context.state.warehouse.parameterGroups[group.name] = nil
    return .empty
  }
}
