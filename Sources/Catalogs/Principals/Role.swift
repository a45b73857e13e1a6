/// A role: privileges under one name, for users and other roles.
package struct Role: Hashable, Sendable {
  /// Whom it was given to.
  package struct Membership: Hashable, Sendable {
    /// A user, a role, or everyone.
    package let grantee: Grantee
    /// Whether the grantee may give it to others.
    package var isAdmin: Bool

    package init(grantee: Grantee, isAdmin: Bool) {
      self.grantee = grantee
      self.isAdmin = isAdmin
    }
  }

  package let id: Int
  package var name: String
  /// A user's id.
  package var owner: Int
  package var externalID: String?
  package var memberships: [Membership] = []
  /// System permissions: `CREATE USER`, `ACCESS CATALOG`.
  package var permissions: Set<String> = []

  package init(id: Int, name: String, owner: Int) {
    self.id = id
    self.name = name
    self.owner = owner
  }
}
