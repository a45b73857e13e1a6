enum DeleteNamespace: CloudOperation {
  static let name = "DeleteNamespace"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let namespace = try context.state.serverless.namespace(try input.required("namespaceName"))
    if let workgroup = context.state.serverless.workgroup(ofNamespace: namespace.name) {
      throw CloudError(
        "ConflictException",
        "Namespace \(namespace.name) is in use by workgroup \(workgroup.name), which must go first.")
    }
    guard input.text("finalSnapshotName") == nil else {
      throw .validation("Snapshots of namespaces are not supported yet.")
    }
    ManagedPassword.delete(namespace.secret, &context)
    context.clusters.deleteSnapshot(namespace.snapshotName)
    context.state.serverless.namespaces[namespace.name] = nil
    return ["namespace": namespace.shown(status: "DELETING")]
  }
}
