/// A schema, as the catalogs list it.
package struct SchemaObject: Sendable {
  package let oid: Int
  package let name: String

  /// Of the system: the bootstrap user's.
  package var isSystem: Bool { oid < ObjectID.firstOfUsers }
}
