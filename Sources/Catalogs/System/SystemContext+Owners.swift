/// Who owns what, and who may do what with it.
extension SystemContext {
  func owner(of schema: SchemaObject) -> Int {
    schema.isSystem && schema.name != "public" ? ObjectID.bootstrapUser : catalog.access.owner(of: .schema(schema.name))
  }

  func owner(of relation: RelationObject) -> Int { catalog.access.owner(of: relation.relation.object) }

  func ownerName(ofRelation id: Int) -> String { userName(catalog.access.owner(of: .relation(id))) }

  package func userName(_ id: Int) -> String { principals.user(id)?.name ?? "unknown (UID=\(id))" }

  /// nil where nothing was granted.
  func accessList(of schema: SchemaObject) -> String? { text(catalog.access.lists[.schema(schema.name)]) }
  /// An index has none of its own.
  func accessList(of relation: RelationObject) -> String? {
    relation.isIndex ? nil : text(catalog.access.lists[relation.relation.object])
  }
  func accessList(of database: DatabaseObject) -> String? { text(database.access) }

  func text(_ list: AccessControlList?) -> String? { list?.text(principals) }
}
