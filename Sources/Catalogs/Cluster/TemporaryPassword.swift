/// A password that is good for a while, which the cluster's API has given out (AWS documentation,
/// GetClusterCredentials).
///
/// Each request gives another one and ends none of those before, so that a login name may have several.
package struct TemporaryPassword: Sendable {
  /// As clients log in with it: `IAM:bob`, `IAMA:bob`, `IAMR:reader`.
  package var loginName: String
  package var password: String
  /// Whose it is.
  package var user: String
  /// Whether the user is made at the first log-in where there is none.
  package var createsUser: Bool
  /// Groups that the user joins at the log-in.
  package var groups: [String]
  /// The only database it opens; nil for all.
  package var database: String?
  /// Microseconds since 1970.
  package var end: Int64

  package init(
    loginName: String, password: String, user: String, createsUser: Bool, groups: [String], database: String?,
    end: Int64
  ) {
    self.loginName = loginName
    self.password = password
    self.user = user
    self.createsUser = createsUser
    self.groups = groups
    self.database = database
    self.end = end
  }
}
