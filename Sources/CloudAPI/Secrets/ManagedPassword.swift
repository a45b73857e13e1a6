import SQLTypes

/// A password that Redshift makes by itself and keeps in a secret, which goes when its cluster or namespace does.
enum ManagedPassword {
  /// Makes the secret `redshift!NAME-USER`. `key`: the one that it is to be encrypted with.
  static func create(
    _ name: String, user: String, key: String?, _ context: inout CloudContext
  ) -> (password: String, secret: String) {
    let (name, password) = ("redshift!\(name)-\(user)", made(context))
    var secret = SecretRecord(
      name: name, arn: SecretRecord.arn(name, context), key: key, created: context.time, changed: context.time,
      tags: [("aws:secretsmanager:owningService", "redshift")])
    secret.versions = [
      SecretRecord.Version(
        id: context.uuid, value: value(user, password), created: context.time, stages: [SecretRecord.current])
    ]
    context.state.secrets.secrets[name] = secret
    return (password, secret.arn)
  }

  /// Letters of both cases and digits, as Redshift asks of passwords.
  private static func made(_ context: CloudContext) -> String { "Aa1" + Digest.hex(context.nonce) }

  private static func value(_ user: String, _ password: String) -> SecretRecord.Value {
    .text("{\"username\":\"\(user)\",\"password\":\"\(password)\"}")
  }

  /// Makes another password for the cluster or namespace that the secret is of, and gives the version's id. Errors:
  /// `InvalidRequestException`, `InvalidParameterException`.
  static func rotate(
    _ secret: SecretRecord, _ input: CloudInput, _ context: inout CloudContext
  ) throws(CloudError) -> String {
    let cluster = context.state.warehouse.clusters.values.first { $0.secret == secret.arn }
    let namespace = context.state.serverless.namespaces.values.first { $0.secret == secret.arn }
    guard let user = cluster?.user ?? namespace?.user else {
      throw .invalidRequest("There is no cluster or namespace whose password the secret keeps.")
    }
    let password = made(context)
    var rotated = secret
    let version = try rotated.add(try input.secretVersion(value(user, password), context))
    context.state.secrets.secrets[secret.name] = rotated
    if let cluster { try context.clusters.setPassword(password, on: cluster.identifier) }
    if let namespace { try context.setPassword(password, of: namespace.name) }
    return version.id
  }

  static func delete(_ arn: String?, _ context: inout CloudContext) {
    guard let arn, let secret = try? context.state.secrets.secret(arn) else { return }
    context.state.secrets.secrets[secret.name] = nil
  }
}
