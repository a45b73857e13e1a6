/// A table, a view, a system relation or the index of a table's key, as the catalogs list it.
package struct RelationObject: Sendable {
  package let oid: Int
  package let name: TableName
  package let schema: Int
  package let columns: [ColumnDefinition]
  package let relation: Relation
  package var isIndex = false

  package var table: TableEntry? { if case .table(let table) = relation, !isIndex { table } else { nil } }
  package var view: ViewEntry? { if case .view(let view) = relation { view } else { nil } }

  package var isExternal: Bool { table?.definition.external != nil }

  /// `pg_class.relkind`
  package var kind: String {
    if isIndex { return "i" }
    return switch relation {
    case .table: "r"
    case .view: "v"
    case .system(let relation): relation.isView ? "v" : "r"
    }
  }
}
