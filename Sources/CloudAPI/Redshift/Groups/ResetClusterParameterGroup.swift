enum ResetClusterParameterGroup: CloudOperation {
  static let name = "ResetClusterParameterGroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var group = try context.state.warehouse.ownParameterGroup(try input.required("ParameterGroupName"))
    if try input.flag("ResetAllParameters") ?? false { group.values = [:] }
    for parameter in input.list("Parameters") { group.values[try parameter.required("ParameterName")] = nil }
    context.state.warehouse.parameterGroups[group.name] = group
    return ["ParameterGroupName": .text(group.name), "ParameterGroupStatus": "Your parameter group has been reset."]
  }
}
