/// A password for a user that is good for some minutes. Whether the user exists is seen at the log-in.
enum GetClusterCredentials: CloudOperation {
  static let name = "GetClusterCredentials"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let cluster = try context.state.warehouse.clusterForCredentials(input)
    let createsUser = try input.flag("AutoCreate") ?? false
    let login = TemporaryLogin(
      mark: createsUser ? "IAMA:" : "IAM:", user: try input.required("DbUser"),
      password: TemporaryLogin.makePassword(context), groups: input.texts("DbGroups"), createsUser: createsUser,
      database: input.text("DbName"),
      expiry: try TemporaryLogin.expiry(context, try input.integer("DurationSeconds")))
    try context.clusters.add(login, to: cluster)
    return [
      "DbUser": .text(login.loginName), "DbPassword": .text(login.password), "Expiration": .time(login.expiry),
    ]
  }
}

extension WarehouseState {
  /// The identifier of the cluster that credentials are asked for; nil, whatever the name, while none has been made:
  /// they are then good for the one that is there by itself.
  ///
  /// Errors: `ClusterNotFound`, `CustomDomainAssociationNotFoundFault`, since no cluster has a domain of its own.
  func clusterForCredentials(_ input: CloudInput) throws(CloudError) -> String? {
    guard let name = input.text("ClusterIdentifier") else {
      guard let domain = input.text("CustomDomainName") else { throw .missing("ClusterIdentifier") }
      throw CloudError(
        "CustomDomainAssociationNotFoundFault", "The custom domain \(domain) is associated with no cluster.",
        status: 404)
    }
    return clusters.isEmpty ? nil : try cluster(name).identifier
  }
}
