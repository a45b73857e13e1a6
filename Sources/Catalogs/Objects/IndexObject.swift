/// The index that the catalogs list for a primary key or a unique one: nothing is indexed, but drivers look keys up by
/// it.
package struct IndexObject: Sendable {
  package let oid: Int
  package let constraint: ConstraintObject
  let schema: Int

  var table: TableEntry { constraint.table }
  var isPrimary: Bool { constraint.kind == .primaryKey }

  /// As `pg_indexes.indexdef` has it.
  package var text: String {
    let name = table.definition.name
    let columns = constraint.columns.map(QuotedName.quoted).joined(separator: ", ")
    let target = "\(QuotedName.quoted(name.schema)).\(QuotedName.quoted(name.name))"
    return "CREATE UNIQUE INDEX \(QuotedName.quoted(constraint.name)) ON \(target) USING btree (\(columns))"
  }

  /// As PG_CLASS and PG_ATTRIBUTE list it.
  var relation: RelationObject {
    let definition = table.definition
    return RelationObject(
      oid: oid, name: TableName(schema: definition.name.schema, name: constraint.name), schema: schema,
      columns: constraint.columns.compactMap { name in definition.columns.first { $0.name == name } },
      relation: .table(table), isIndex: true)
  }
}

extension ObjectDirectory {
  package var indexes: [IndexObject] {
    constraints.filter { $0.kind != .foreignKey }.map { constraint in
      IndexObject(
        oid: id(of: .index(relation: constraint.table.id, TableKey(constraint.kind, constraint.columns))),
        constraint: constraint, schema: schema(constraint.table.definition.name.schema))
    }
  }

  /// All that PG_CLASS lists.
  var classes: [RelationObject] { userRelations + indexes.map(\.relation) + systemRelations }
}
