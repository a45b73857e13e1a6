import SQLTypes

/// A password for a user that is good for some minutes.
enum GetClusterCredentials: CloudOperation {
  static let name = "GetClusterCredentials"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let isCreated = try input.flag("AutoCreate") ?? false
    let name = try input.required("DbUser")
    let seconds = try input.integer("DurationSeconds") ?? 900
    guard 900...3600 ~= seconds else { throw .invalid("DurationSeconds", String(seconds)) }
    let login = TemporaryLogin(
      user: name, password: Base64.text(context.nonce), groups: input.texts("DbGroups"), isCreated: isCreated,
      expiry: context.time + Int64(seconds) * 1_000_000)
    try context.clusters.setTemporaryPassword(login, on: cluster.identifier)
    return [
      "DbUser": .text((isCreated ? "IAMA:" : "IAM:") + name), "DbPassword": .text(login.password),
      "Expiration": .time(login.expiry),
    ]
  }
}
