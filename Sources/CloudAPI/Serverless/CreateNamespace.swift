enum CreateNamespace: CloudOperation {
  static let name = "CreateNamespace"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try ServerlessState.checkedName(input, "namespaceName")
    guard context.state.serverless.namespaces[name] == nil else {
      throw CloudError("ConflictException", "Namespace \(name) already exists.")
    }
    let (user, password) = (input.text("adminUsername"), input.text("adminUserPassword"))
    guard (user == nil) == (password == nil) else {
      throw .validation("adminUsername and adminUserPassword must be given together.")
    }
    let namespace = NamespaceRecord(
      name: name, id: context.uuid, arn: context.arn("redshift-serverless", "namespace/\(context.uuid)"),
      database: input.text("dbName") ?? "dev", user: user ?? context.caller.databaseUser, password: password,
      roles: input.texts("iamRoles"), defaultRole: input.text("defaultIamRoleArn"), created: context.time,
      logExports: input.texts("logExports"), tags: input.lowercaseTags)
    context.state.serverless.namespaces[name] = namespace
    return ["namespace": namespace.shown()]
  }
}
