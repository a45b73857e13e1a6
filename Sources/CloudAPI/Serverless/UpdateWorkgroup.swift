enum UpdateWorkgroup: CloudOperation {
  static let name = "UpdateWorkgroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var workgroup = try context.state.serverless.workgroup(try input.required("workgroupName"))
    if let port = try input.integer("port"), port != workgroup.address.port {
      throw .validation("A workgroup's port cannot be changed yet.")
    }
    if let capacity = try input.integer("baseCapacity") { workgroup.baseCapacity = capacity }
    if let capacity = try input.integer("maxCapacity") { workgroup.maxCapacity = capacity }
    if let isPublic = try input.flag("publiclyAccessible") { workgroup.isPublic = isPublic }
    if let isEnhanced = try input.flag("enhancedVpcRouting") { workgroup.enhancedRouting = isEnhanced }
    if input["securityGroupIds"] != nil { workgroup.securityGroups = input.texts("securityGroupIds") }
    if input["subnetIds"] != nil { workgroup.subnets = input.texts("subnetIds") }
    if input["configParameters"] != nil { workgroup.configuration = input.configuration }
    context.state.serverless.workgroups[workgroup.name] = workgroup
    return ["workgroup": workgroup.shown(status: "MODIFYING")]
  }
}
