import SQLTypes

extension TemporaryLogin {
  /// A password for a caller's own database user, which is made at the first log-in.
  static func federated(
    _ context: CloudContext, database: String?, seconds: Int?
  ) throws(CloudError) -> TemporaryLogin {
    TemporaryLogin(
      user: context.caller.databaseUser, password: makePassword(context), createsUser: true, database: database,
      expiry: try expiry(context, seconds))
  }

  static func makePassword(_ context: CloudContext) -> String { Base64.text(context.nonce) }

  /// 15 minutes where nothing else is asked for. Errors: `InvalidParameterValue` for less than that or over an hour.
  static func expiry(_ context: CloudContext, _ seconds: Int?) throws(CloudError) -> Int64 {
    let seconds = seconds ?? 900
    guard 900...3600 ~= seconds else { throw .invalid("DurationSeconds", String(seconds)) }
    return context.time + Int64(seconds) * 1_000_000
  }
}
