import SQLTypes

/// USER_IS_MEMBER_OF and ROLE_IS_MEMBER_OF (AWS documentation, pages of those names).
extension SystemContext {
  /// Whether a user is in a group or has a role. 42704 for names there are not; 42501 where somebody who is no
  /// superuser asks about another.
  package func isMember(user: String, of name: String) throws(SQLError) -> Bool {
    let isOwn = user == session.user
    guard isOwn || asker.isSuperuser || holdsRole("sys:secadmin") || holdsRole("sys:superuser") else {
      throw SQLError(.insufficientPrivilege, "permission denied to look at the memberships of user \(user)")
    }
    return try principals.isMember(user: user, of: name)
  }

  /// Whether a role was given another. 42704 for names there are not; 42501 where somebody who is no superuser does not
  /// have the first role.
  package func isMember(role: String, of name: String) throws(SQLError) -> Bool {
    guard asker.isSuperuser || asker.permissions.contains("ACCESS SYSTEM TABLE") || holdsRole(role) else {
      throw SQLError(.insufficientPrivilege, "permission denied to look at the memberships of role \(role)")
    }
    return try principals.isMember(role: role, of: name)
  }

  private var asker: AccessSubject { principals.subject(Int(session.userID)) }

  private func holdsRole(_ name: String) -> Bool {
    principals.role(named: name).map { principals.has($0.id, asker) } ?? false
  }
}
