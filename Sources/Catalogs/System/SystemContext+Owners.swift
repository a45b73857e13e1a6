/// Who owns what, and who may do what with it.
extension SystemContext {
  func owner(of schema: SchemaObject) -> Int { schema.isSystem ? ObjectID.bootstrapUser : sessionUserID }

  func owner(of relation: RelationObject) -> Int {
    relation.oid < ObjectID.firstOfUsers ? ObjectID.bootstrapUser : sessionUserID
  }

  package func userName(_ id: Int) -> String { userObjects.first { $0.id == id }?.name ?? "unknown (UID=\(id))" }

  /// nil where nothing was granted.
  func accessList(of schema: SchemaObject) -> String? { nil }
  func accessList(of relation: RelationObject) -> String? { nil }
  func accessList(of database: DatabaseObject) -> String? { nil }
}
