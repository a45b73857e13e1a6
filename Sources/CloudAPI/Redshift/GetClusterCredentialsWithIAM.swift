/// The same for the user that the caller's identity is mapped to.
enum GetClusterCredentialsWithIAM: CloudOperation {
  static let name = "GetClusterCredentialsWithIAM"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let cluster = try context.state.warehouse.clusterForCredentials(input)
    let login = try TemporaryLogin.federated(
      context, database: input.text("DbName"), seconds: try input.integer("DurationSeconds"))
    try context.clusters.add(login, to: cluster)
    return [
      "DbUser": .text(login.loginName), "DbPassword": .text(login.password), "Expiration": .time(login.expiry),
      "NextRefreshTime": .time(login.expiry - 60_000_000),
    ]
  }
}
