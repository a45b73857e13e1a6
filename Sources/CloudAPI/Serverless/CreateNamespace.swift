enum CreateNamespace: CloudOperation {
  static let name = "CreateNamespace"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try ServerlessState.checkedName(input, "namespaceName")
    guard context.state.serverless.namespaces[name] == nil else {
      throw CloudError("ConflictException", "Namespace \(name) already exists.")
    }
    var namespace = NamespaceRecord(
      name: name, id: context.uuid, arn: context.arn("redshift-serverless", "namespace/\(context.uuid)"),
      database: input.text("dbName") ?? "dev", user: input.text("adminUsername") ?? context.caller.databaseUser,
      password: input.text("adminUserPassword"), roles: input.texts("iamRoles"),
      defaultRole: input.text("defaultIamRoleArn"), created: context.time, logExports: input.texts("logExports"),
      tags: input.lowercaseTags)
    if try input.flag("manageAdminPassword") ?? false {
      try manage(&namespace, input, &context)
    } else if (input["adminUsername"] == nil) != (namespace.password == nil) {
      throw .validation("adminUsername and adminUserPassword must be given together.")
    }
    context.state.serverless.namespaces[name] = namespace
    return ["namespace": namespace.shown()]
  }

  /// Has the administrator's password made and kept in a secret.
  private static func manage(
    _ namespace: inout NamespaceRecord, _ input: CloudInput, _ context: inout CloudContext
  ) throws(CloudError) {
    guard namespace.password == nil else {
      throw .validation("adminUserPassword cannot be given together with manageAdminPassword.")
    }
    namespace.user = input.text("adminUsername") ?? "admin"
    let managed = ManagedPassword.create(
      namespace.name, user: namespace.user, key: input.text("adminPasswordSecretKmsKeyId"), &context)
    (namespace.password, namespace.secret) = (managed.password, managed.secret)
  }
}
