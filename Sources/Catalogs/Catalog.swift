import SQLTypes

/// All schemas, tables and views at one moment: a value, so that a transaction works on its own copy and a rollback
/// forgets it.
package struct Catalog: Sendable {
  package private(set) var schemas: Set<String> = ["public", "pg_catalog", "information_schema"]
  private var tables: [TableName: TableEntry] = [:]
  private var views: [TableName: ViewEntry] = [:]
  /// Names changed since the transaction began.
  package private(set) var touched: Set<TableName> = []

  package init() {}

  package func table(_ name: TableName) -> TableEntry? { tables[name] }
  package func view(_ name: TableName) -> ViewEntry? { views[name] }
  package func contains(_ name: TableName) -> Bool { tables[name] != nil || views[name] != nil }

  /// The table or view with that id, under whatever name.
  package func relation(id: Int) -> Relation? {
    if let table = tables.values.first(where: { $0.id == id }) { return .table(table) }
    return views.values.first { $0.id == id }.map(Relation.view)
  }

  /// In the order they were made.
  package var allTables: [TableEntry] { tables.values.sorted { $0.id < $1.id } }
  package var allViews: [ViewEntry] { views.values.sorted { $0.id < $1.id } }

  package mutating func put(_ entry: TableEntry) {
    var entry = entry
    entry.revision += 1
    tables[entry.definition.name] = entry
    touched.insert(entry.definition.name)
  }

  package mutating func put(_ view: ViewEntry) {
    views[view.name] = view
    touched.insert(view.name)
  }

  package mutating func remove(_ name: TableName) {
    tables[name] = nil
    views[name] = nil
    touched.insert(name)
  }

  package mutating func addSchema(_ name: String) { schemas.insert(name) }
  package mutating func removeSchema(_ name: String) { schemas.remove(name) }

  /// Views that read `name` directly and would break without it.
  package func dependents(of name: TableName) -> [ViewEntry] {
    guard let id = tables[name]?.id ?? views[name]?.id else { return [] }
    return allViews.filter { view in !view.isLateBinding && view.dependencies.contains { $0.id == id } }
  }

  /// Tables with a foreign key to `name`.
  package func tablesReferencing(_ name: TableName) -> [TableEntry] {
    allTables.filter { entry in
      entry.definition.name != name && entry.definition.foreignKeys.contains { $0.table == name }
    }
  }

  package mutating func beginTransaction() { touched = [] }

  /// This catalog with what `transaction`, which began from `base`, changed.
  ///
  /// Throws XX000 (1023) where another transaction has changed one of the same tables since `base`: no serial order of
  /// the two exists.
  package func merging(_ transaction: Catalog, base: Catalog) throws(SQLError) -> Catalog {
    var merged = self
    merged.schemas = schemas.union(transaction.schemas.subtracting(base.schemas))
      .subtracting(base.schemas.subtracting(transaction.schemas))
    for name in transaction.touched {
      guard tables[name]?.revision == base.tables[name]?.revision, tables[name]?.id == base.tables[name]?.id else {
        throw SQLError(
          .internalError, "1023",
          detail: "Serializable isolation violation on table - \(tables[name]?.id ?? base.tables[name]?.id ?? 0)")
      }
      merged.tables[name] = transaction.tables[name]
      merged.views[name] = transaction.views[name]
    }
    return merged
  }
}
