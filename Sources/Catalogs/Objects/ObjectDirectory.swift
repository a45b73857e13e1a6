import SQLTypes

/// All objects of a database at one moment, with the ids by which the catalogs name them. Made where a catalog is read,
/// and only as far as it is read.
///
/// ```
/// tables, views   the catalog's own ids                                       100,001…
/// schemas, row types, defaults, constraints, rules   ObjectRegistry           from the same counter
/// types, schemas and relations of the system   ObjectID, TypeObject          below 100,000
/// ```
package struct ObjectDirectory: Sendable {
  package let database: Database
  package let catalog: Catalog

  package init(_ database: Database, catalog: Catalog) {
    self.database = database
    self.catalog = catalog
  }

  /// In the order of their names; those of temporary tables too.
  package var schemas: [SchemaObject] {
    let temporary = catalog.allTables.filter(\.definition.isTemporary).map(\.definition.name.schema)
    let names = catalog.schemas.union(temporary).union(["pg_toast", "pg_internal"])
    return names.sorted().map { SchemaObject(oid: schema($0), name: $0) }
  }

  package func schema(_ name: String) -> Int { ObjectID.schemas[name] ?? id(of: .schema(name)) }

  /// Users' first.
  package var relations: [RelationObject] { userRelations + systemRelations }

  /// The same with external tables, which PostgreSQL's catalogs do not list.
  var allRelations: [RelationObject] {
    userRelations + catalog.external.allTables.map { object(.table($0)) } + systemRelations
  }

  var systemRelations: [RelationObject] { SystemRelation.all.map { object(.system($0)) } }

  package var userRelations: [RelationObject] {
    catalog.allTables.map { object(.table($0)) } + catalog.allViews.map { object(.view($0)) }
  }

  package func relation(oid: Int) -> RelationObject? {
    if let relation = catalog.relation(id: oid) { return object(relation) }
    return SystemRelation.all.first { $0.oid == oid }.map { object(.system($0)) }
  }

  package func object(_ relation: Relation) -> RelationObject {
    let (oid, columns) =
      switch relation {
      case .table(let table): (table.id, table.definition.external?.namedColumns ?? table.definition.columns)
      case .view(let view): (view.id, view.columns)
      case .system(let relation): (relation.oid, relation.listedColumns)
      }
    let name = relation.name
    return RelationObject(
      oid: oid, name: name, schema: schema(name.schema), columns: columns, relation: relation)
  }

  /// The type of a relation's rows; 0 for an index.
  package func rowType(of relation: RelationObject) -> Int {
    if relation.isIndex { return 0 }
    if case .system(let relation) = relation.relation { return relation.rowType }
    return id(of: .rowType(relation: relation.oid))
  }

  package func id(of key: ObjectKey) -> Int { database.objects.id(of: key, makeID: database.makeID) }
}

extension ObjectDirectory {
  package var constraints: [ConstraintObject] { catalog.allTables.flatMap(constraints) }

  package func constraints(of table: TableEntry) -> [ConstraintObject] {
    let definition = table.definition
    return definition.keys.map { name, key in
      let target = key.kind == .foreignKey ? definition.foreignKeys.first { $0.columns == key.columns } : nil
      return ConstraintObject(
        oid: id(of: .constraint(relation: table.id, key)), name: name, kind: key.kind, table: table,
        columns: key.columns, referenced: target?.table, referencedColumns: target?.referenced ?? [])
    }
  }

  /// The DEFAULT of each column that has one, IDENTITY included.
  package var defaults: [DefaultObject] {
    catalog.allTables.flatMap { table in
      table.definition.columns.enumerated().compactMap { index, column in
        DefaultObject.text(of: column, number: index, table: table.id).map { text in
          DefaultObject(
            oid: id(of: .columnDefault(relation: table.id, column: column.name)), table: table.id, number: index + 1,
            text: text)
        }
      }
    }
  }
}
