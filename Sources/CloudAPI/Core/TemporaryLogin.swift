import SQLTypes

/// A password that is good for a while.
package struct TemporaryLogin: Sendable {
  /// Clients log in with the user's name behind this mark.
  package var mark: String
  package var user: String
  package var password: String
  package var groups: [String]
  /// Whether the user is made at the log-in where there is none.
  package var createsUser: Bool
  /// The only database that it opens; nil for all.
  package var database: String?
  /// Microseconds since 1970.
  package var expiry: Int64

  package init(
    mark: String = "", user: String, password: String, groups: [String] = [], createsUser: Bool, database: String?,
    expiry: Int64
  ) {
    self.mark = mark
    self.user = user
    self.password = password
    self.groups = groups
    self.createsUser = createsUser
    self.database = database
    self.expiry = expiry
  }

  package var loginName: String { mark + user }
}

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
    guard 900...3600 ~= seconds else {
      throw CloudError("InvalidParameterValue", "Token duration must be between 900 and 3600 seconds")
    }
    return context.time + Int64(seconds) * 1_000_000
  }
}
