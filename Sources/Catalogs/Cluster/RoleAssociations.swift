import SQLTypes

/// The IAM roles that a cluster's COPY and UNLOAD may take on.
///
/// Nothing is known of roles until somebody makes one; every name is then taken for one that is there.
package struct RoleAssociations: Hashable, Sendable {
  /// ARNs of the roles that there are.
  package var existing: Set<String>
  /// ARNs of those that the cluster has; nil where there is no cluster that could have any.
  package var associated: Set<String>?
  /// The one that `IAM_ROLE default` stands for.
  package var defaultRole: String?
  /// What the ARN of a database user begins with: `arn:aws:redshift:us-west-2:123456789012:dbuser:dwh/`.
  package var userPrefix: String

  package init(
    existing: Set<String> = [], associated: Set<String>? = nil, defaultRole: String? = nil, userPrefix: String = ""
  ) {
    self.existing = existing
    self.associated = associated
    self.defaultRole = defaultRole
    self.userPrefix = userPrefix
  }

  /// Checks IAM_ROLE's argument: `default`, an ARN, or several that follow from each other, separated by commas.
  ///
  /// Roles of other accounts are not known and are taken for ones that are there: scripts that make a role keep the ARN
  /// of an earlier one in their settings.
  ///
  /// Errors: XX000 for a role that is not there or that the cluster does not have.
  package func check(_ argument: String, user: String) throws(SQLError) {
    guard !existing.isEmpty else { return }
    if argument.lowercased() == "default" {
      guard associated == nil || defaultRole != nil else {
        throw SQLError(.internalError, "The cluster has no default IAM role.")
      }
      return
    }
    let chain = argument.split(separator: ",").map(String.init)
    let accounts = Set(existing.compactMap(account(of:)))
    for (index, role) in chain.enumerated() {
      if let account = account(of: role), !accounts.contains(account) { continue }
      let isAssociated = index > 0 || associated?.contains(role) ?? true
      guard existing.contains(role), isAssociated else { throw refusal(of: role, user) }
    }
  }

  /// `123456789012` of `arn:aws:iam::123456789012:role/dwh`.
  private func account(of role: String) -> Substring? {
    let parts = role.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 5 ? parts[4] : nil
  }

  private func refusal(of role: String, _ user: String) -> SQLError {
    SQLError.compute(
      "User \(userPrefix)\(user) is not authorized to assume IAM Role \(role)", code: 8001, context: "IAM Role=\(role)")
  }
}
