import SQLTypes

/// Whom a privilege is given to.
package enum Grantee: Hashable, Sendable {
  case everyone
  case user(Int)
  case group(Int)
  case role(Int)
}

/// Who may do what with one object: an entry for each grantee and grantor.
///
/// ```
/// GRANT SELECT ON t TO bob WITH GRANT OPTION     awsuser=arwdRxtDPA/awsuser, bob=r*/awsuser
/// bob: GRANT SELECT ON t TO GROUP etl            … group etl=r/bob
/// REVOKE SELECT ON t FROM bob CASCADE            awsuser=arwdRxtDPA/awsuser
/// ```
package struct AccessControlList: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let grantee: Grantee
    /// The user who gave it.
    package let grantor: Int
    package var privileges: Privileges
    /// What the grantee may give to others.
    package var grantable: Privileges
  }

  package private(set) var entries: [Entry]

  package init() { entries = [] }

  /// What there is before anything was granted: an owner has all.
  package init(owner: Int, _ privileges: Privileges, everyone: Privileges) {
    entries = []
    if !everyone.isEmpty { grant(everyone, to: .everyone, by: owner, grantable: []) }
    if !privileges.isEmpty { grant(privileges, to: .user(owner), by: owner, grantable: []) }
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// What somebody with these identities may do.
  package func privileges(of identities: Set<Grantee>) -> Privileges {
    entries.reduce(into: []) { if identities.contains($1.grantee) { $0.formUnion($1.privileges) } }
  }

  /// What they may give to others.
  package func grantable(by identities: Set<Grantee>) -> Privileges {
    entries.reduce(into: []) { if identities.contains($1.grantee) { $0.formUnion($1.grantable) } }
  }

  package func mentions(_ grantee: Grantee) -> Bool { entries.contains { $0.grantee == grantee } }

  package mutating func grant(_ privileges: Privileges, to grantee: Grantee, by grantor: Int, grantable: Privileges) {
    if let index = entries.firstIndex(where: { $0.grantee == grantee && $0.grantor == grantor }) {
      entries[index].privileges.formUnion(privileges)
      entries[index].grantable.formUnion(grantable)
    } else {
      entries.append(Entry(grantee: grantee, grantor: grantor, privileges: privileges, grantable: grantable))
    }
  }

  /// What `grantor` gave; `onlyOption`: just the right to give it on. With it goes what the grantee gave to others by
  /// it, which takes `cascade`. 2BP01 without.
  package mutating func revoke(
    _ privileges: Privileges, from grantee: Grantee, by grantor: Int, onlyOption: Bool, cascade: Bool
  ) throws(SQLError) {
    guard let index = entries.firstIndex(where: { $0.grantee == grantee && $0.grantor == grantor }) else { return }
    if !onlyOption { entries[index].privileges.subtract(privileges) }
    entries[index].grantable.subtract(privileges)
    if entries[index].privileges.isEmpty { entries.remove(at: index) }
    guard case .user(let user) = grantee else { return }
    let lost = privileges.subtracting(grantable(by: [grantee]))
    let dependents = entries.filter {
      $0.grantor == user && $0.grantor != grantor && !$0.privileges.isDisjoint(with: lost)
    }
    guard cascade || dependents.isEmpty else {
      throw SQLError(.dependentObjects, "dependent privileges exist", hint: "Use CASCADE to revoke them too.")
    }
    for entry in dependents {
      try revoke(lost, from: entry.grantee, by: user, onlyOption: false, cascade: true)
    }
  }

  /// All that somebody has, whoever gave it.
  package mutating func removeAll(of grantee: Grantee) { entries.removeAll { $0.grantee == grantee } }

  /// The old owner's rights are the new one's.
  package mutating func changeOwner(from old: Int, to new: Int) {
    let all = entries
    entries = []
    for entry in all {
      grant(
        entry.privileges, to: entry.grantee == .user(old) ? .user(new) : entry.grantee,
        by: entry.grantor == old ? new : entry.grantor, grantable: entry.grantable)
    }
  }

  /// `{awsuser=arwdRxtDPA/awsuser,"group etl=r/awsuser"}`, as pg_class.relacl has it, which knows no roles.
  package func text(_ principals: Principals) -> String {
    ArrayText.text(of: entries.compactMap { $0.text(principals) }, .array(.aclItem))
  }
}

extension AccessControlList.Entry {
  package init(_ privileges: Privileges, to grantee: Grantee, by grantor: Int, isGrantable: Bool) {
    self.init(
      grantee: grantee, grantor: grantor, privileges: privileges, grantable: isGrantable ? privileges : [])
  }

  /// `reader=r/owner`; nil for a role's, which such lists do not know.
  package func text(_ principals: Principals) -> String? {
    principals.aclName(of: grantee).map { name in
      "\(name)=\(privileges.letters(grantable: grantable))/\(principals.userName(grantor))"
    }
  }
}
