import SQLTypes

/// Who is who, for privileges.
extension Principals {
  /// A user with all it is. One who is gone has no rights.
  package func subject(_ id: Int) -> AccessSubject {
    var identities: Set<Grantee> = [.everyone, .user(id)]
    // A superuser needs no privileges, and so nothing that gives some.
    if let user = users[id], user.isSuperuser {
      return AccessSubject(userID: id, isSuperuser: true, identities: identities, permissions: [])
    }
    for group in groups.values where group.members.contains(id) { identities.insert(.group(group.id)) }
    let roles = roles(of: identities)
    identities.formUnion(roles.map { .role($0.id) })
    return AccessSubject(
      userID: id, isSuperuser: false, identities: identities,
      permissions: roles.reduce(into: []) { $0.formUnion($1.permissions) })
  }

  /// Roles that were given to one of these, and those that were given to those.
  private func roles(of identities: Set<Grantee>) -> [Role] {
    var found: [Int: Role] = [:]
    var reached = identities
    while true {
      let more = roles.values.filter { role in
        found[role.id] == nil && role.memberships.contains { reached.contains($0.grantee) }
      }
      if more.isEmpty { return Array(found.values) }
      for role in more {
        found[role.id] = role
        reached.insert(.role(role.id))
      }
    }
  }

  /// Whether a user is in a group or has a role, directly or by another; 42704 for names there are not.
  package func isMember(user: String, of name: String) throws(SQLError) -> Bool {
    let id = try existingUser(user).id
    if let group = group(named: name), group.members.contains(id) { return true }
    guard let role = role(named: name) else { return try existingGroup(name).members.contains(id) }
    let groups = groups.values.filter { $0.members.contains(id) }.map { Grantee.group($0.id) }
    return roles(of: Set(groups + [.user(id), .everyone])).contains { $0.id == role.id }
  }

  /// Whether a role was given another, directly or by a third; 42704 for names there are not.
  package func isMember(role: String, of name: String) throws(SQLError) -> Bool {
    let (role, given) = (try existingRole(role), try existingRole(name))
    return roles(of: [.role(role.id)]).contains { $0.id == given.id }
  }

  /// Whether somebody has a role, directly or by another.
  package func has(_ role: Int, _ subject: AccessSubject) -> Bool { subject.identities.contains(.role(role)) }

  /// Whether giving `role` to `grantee` would close a ring.
  package func isRing(_ role: Int, to grantee: Grantee) -> Bool {
    guard case .role(let other) = grantee else { return false }
    return other == role || roles(of: [.role(role)]).contains { $0.id == other }
  }

  /// In an ACL's text: `bob`, `group etl`, nothing for PUBLIC; nil for roles, which are not in one.
  func aclName(of grantee: Grantee) -> String? {
    switch grantee {
    case .everyone: ""
    case .user(let id): userName(id)
    case .group(let id): groups[id].map { "group \($0.name)" }
    case .role: nil
    }
  }

  /// As the SVV views have it: `public`, `user`, `group` or `role`, and the name.
  package func identity(of grantee: Grantee) -> (type: String, id: Int, name: String) {
    switch grantee {
    case .everyone: ("public", 0, "public")
    case .user(let id): ("user", id, userName(id))
    case .group(let id): ("group", id, groups[id]?.name ?? "unknown")
    case .role(let id): ("role", id, roles[id]?.name ?? "unknown")
    }
  }
}
