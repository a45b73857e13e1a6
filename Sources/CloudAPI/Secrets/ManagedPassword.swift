import SQLTypes

/// A password that Redshift makes by itself and keeps in a secret, which goes when its cluster or namespace does.
enum ManagedPassword {
  /// Makes the secret `redshift!NAME-USER`. `key`: the one that it is to be encrypted with.
  static func create(
    _ name: String, user: String, key: String?, _ context: inout CloudContext
  ) -> (password: String, secret: String) {
    // Letters of both cases and digits, as Redshift asks of passwords.
    let (name, password) = ("redshift!\(name)-\(user)", "Aa1" + Digest.hex(context.nonce))
    var secret = SecretRecord(
      name: name, arn: SecretRecord.arn(name, context), key: key, created: context.time, changed: context.time,
      tags: [("aws:secretsmanager:owningService", "redshift")])
    let value = "{\"username\":\"\(user)\",\"password\":\"\(password)\"}"
    secret.versions = [
      SecretRecord.Version(
        id: context.uuid, value: .text(value), created: context.time, stages: [SecretRecord.current])
    ]
    context.state.secrets.secrets[name] = secret
    return (password, secret.arn)
  }

  static func delete(_ arn: String?, _ context: inout CloudContext) {
    guard let arn, let secret = try? context.state.secrets.secret(arn) else { return }
    context.state.secrets.secrets[secret.name] = nil
  }
}
