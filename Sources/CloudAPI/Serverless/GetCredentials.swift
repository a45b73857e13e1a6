/// A password for the caller's own database user. Any workgroup's name does while there is none.
enum GetCredentials: CloudOperation {
  static let name = "GetCredentials"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    guard let name = input.text("workgroupName") else {
      guard let domain = input.text("customDomainName") else { throw .validation("workgroupName must be given.") }
      throw .resourceNotFound("The custom domain \(domain) is associated with no workgroup.")
    }
    let isAny = context.state.serverless.workgroups.isEmpty && context.state.warehouse.clusters.isEmpty
    let host = isAny ? nil : try context.state.serverless.workgroup(name).host
    let login = try TemporaryLogin.federated(
      context, database: input.text("dbName"), seconds: try input.integer("durationSeconds"))
    try context.clusters.add(login, to: host)
    return [
      "dbUser": .text(login.loginName), "dbPassword": .text(login.password), "expiration": .time(login.expiry),
      "nextRefreshTime": .time(login.expiry - 60_000_000),
    ]
  }
}
