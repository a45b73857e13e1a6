/// Marks a secret, which can be restored as long as its window is open, or takes it away at once where that is asked
/// for.
enum DeleteSecret: CloudOperation {
  static let name = "DeleteSecret"
  private static let day: Int64 = 86_400_000_000

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let isForced = try input.flag("ForceDeleteWithoutRecovery") ?? false
    let days = try input.integer("RecoveryWindowInDays")
    guard 7...30 ~= days ?? 30 else {
      throw .invalidSecret("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).")
    }
    guard !isForced || days == nil else {
      throw .invalidSecret("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.")
    }
    let id = try input.required("SecretId")
    if isForced {
      let secret = try? context.state.secrets.secret(id)
      if let secret { context.state.secrets.secrets[secret.name] = nil }
      return [
        "ARN": .text(secret?.arn ?? context.arn("secretsmanager", "secret:\(id)")), "Name": .text(secret?.name ?? id),
        "DeletionDate": .time(context.time),
      ]
    }
    var secret = try context.state.secrets.livingSecret(input)
    let end = context.time + Int64(days ?? 30) * day
    secret.deletion = end
    context.state.secrets.secrets[secret.name] = secret
    return ["ARN": .text(secret.arn), "Name": .text(secret.name), "DeletionDate": .time(end)]
  }
}
