enum UpdateNamespace: CloudOperation {
  static let name = "UpdateNamespace"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var namespace = try context.state.serverless.namespace(try input.required("namespaceName"))
    guard input["manageAdminPassword"] == nil else {
      throw .validation("manageAdminPassword of UpdateNamespace is not supported yet.")
    }
    if let user = input.text("adminUsername"), user != namespace.user {
      throw .validation("The administrator of a namespace keeps the name \(namespace.user).")
    }
    if input["iamRoles"] != nil { namespace.roles = input.texts("iamRoles") }
    if let role = input.text("defaultIamRoleArn") { namespace.defaultRole = role }
    if input["logExports"] != nil { namespace.logExports = input.texts("logExports") }
    context.state.serverless.namespaces[namespace.name] = namespace
    if let password = input.text("adminUserPassword") { try context.setPassword(password, of: namespace.name) }
    return ["namespace": namespace.shown()]
  }
}
