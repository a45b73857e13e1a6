/// What a cluster knows of one of its databases.
package struct DatabaseEntry: Hashable, Sendable {
  package let id: Int
  package var name: String
  /// A user's id.
  package var owner: Int
  /// nil until something was granted.
  package var access: AccessControlList?
  package var connectionLimit: Int?
  package var isCaseSensitive = true

  package init(id: Int, name: String, owner: Int) {
    self.id = id
    self.name = name
    self.owner = owner
  }

  /// Everybody may make temporary tables until that is revoked.
  package var accessList: AccessControlList {
    access ?? AccessControlList(owner: owner, .ofDatabases, everyone: [.temporary, .usage])
  }
}
