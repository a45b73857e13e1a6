import SQLTypes

/// The same for the user that an identity stands for, which is made where it is missing.
enum GetClusterCredentialsWithIAM: CloudOperation {
  static let name = "GetClusterCredentialsWithIAM"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let seconds = try input.integer("DurationSeconds") ?? 900
    let login = TemporaryLogin(
      user: "root", password: Base64.text(context.nonce), groups: [], isCreated: true,
      expiry: context.time + Int64(seconds) * 1_000_000)
    try context.clusters.setTemporaryPassword(login, on: cluster.identifier)
    return [
      "DbUser": "IAM:root", "DbPassword": .text(login.password), "Expiration": .time(login.expiry),
      "NextRefreshTime": .time(login.expiry - 60_000_000),
    ]
  }
}
