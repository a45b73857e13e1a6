import Catalogs

/// A statement's use of a relation or a function, whose user has to be allowed it.
package struct RelationAccess: Sendable {
  package let object: SecurableObject
  package let name: TableName
  package let privileges: Privileges
  /// The owner of the view by which it is read; nil for the user whose statement it is.
  package let viewOwner: Int?
  /// Whether the statement names the schema, which takes USAGE of it.
  package let isQualified: Bool
  /// Of another database's relation: what holds there.
  package var otherRules: AccessRules?
}
