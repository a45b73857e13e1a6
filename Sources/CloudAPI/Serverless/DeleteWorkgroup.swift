/// Closes the endpoint; the namespace keeps its databases.
enum DeleteWorkgroup: CloudOperation {
  static let name = "DeleteWorkgroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let workgroup = try context.state.serverless.workgroup(try input.required("workgroupName"))
    var namespace = try context.state.serverless.namespace(workgroup.namespace)
    try context.clusters.snapshot(workgroup.host, as: namespace.snapshotName)
    context.clusters.delete(workgroup.host)
    namespace.hasData = true
    context.state.serverless.namespaces[namespace.name] = namespace
    context.state.serverless.workgroups[workgroup.name] = nil
    return ["workgroup": workgroup.shown(status: "DELETING")]
  }
}
