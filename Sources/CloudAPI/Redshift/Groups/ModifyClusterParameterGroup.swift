enum ModifyClusterParameterGroup: CloudOperation {
  static let name = "ModifyClusterParameterGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var group = try context.state.warehouse.ownParameterGroup(try input.required("ParameterGroupName"))
    for parameter in input.list("Parameters") {
      let name = try parameter.required("ParameterName")
      guard ClusterParameter.all.contains(where: { $0.name == name }) else { throw .invalid("ParameterName", name) }
      group.values[name] = try parameter.required("ParameterValue")
    }
    context.state.warehouse.parameterGroups[group.name] = group
    return [
      "ParameterGroupName": .text(group.name),
      "ParameterGroupStatus": .text(
        "Your parameter group has been updated but changes won't get applied until you reboot the "
          + "associated Clusters."),
    ]
  }
}
