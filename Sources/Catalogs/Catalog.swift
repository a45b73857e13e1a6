import SQLTypes

/// All schemas, tables and views at one moment: a value, so that a transaction has its own and a rollback forgets it.
package struct Catalog: Sendable {
  package private(set) var schemas: Set<String> = ["public", "pg_catalog", "information_schema"]
  /// The number of the commit that made it: a later one has a larger number.
  package internal(set) var sequence = 0
  /// Who owns what, and who may do what with it.
  package internal(set) var access = AccessRules()
  /// What COMMENT ON said.
  package private(set) var comments: [CommentTarget: String] = [:]
  /// External schemas and their tables.
  package internal(set) var external = ExternalCatalog()
  private var tables: [Int: TableEntry] = [:]
  private var views: [Int: ViewEntry] = [:]
  private var ids: [TableName: Int] = [:]
  private var routines: [Int: RoutineEntry] = [:]

  package init() {}

  package func table(_ name: TableName) -> TableEntry? { ids[name].flatMap { tables[$0] } ?? external.table(name) }
  package func table(id: Int) -> TableEntry? { tables[id] ?? external.table(id: id) }
  package func view(_ name: TableName) -> ViewEntry? { ids[name].flatMap { views[$0] } }
  package func view(id: Int) -> ViewEntry? { views[id] }
  package func contains(_ name: TableName) -> Bool { ids[name] != nil || external.contains(name) }
  /// The id of the table or view of that name.
  package func id(of name: TableName) -> Int? { ids[name] ?? external.table(name)?.id }

  /// The table or view with that id, under whatever name.
  package func relation(id: Int) -> Relation? {
    if let view = views[id] { return .view(view) }
    return table(id: id).map(Relation.table)
  }

  package func routine(id: Int) -> RoutineEntry? { routines[id] }
  /// Procedures and functions of that name, which differ in their parameters; in the order they were made.
  package func routines(named name: TableName) -> [RoutineEntry] {
    routines.isEmpty ? [] : allRoutines.filter { $0.name == name }
  }

  /// In the order they were made.
  package var allRoutines: [RoutineEntry] { routines.values.sorted { $0.id < $1.id } }
  /// Without the external ones.
  package var allTables: [TableEntry] { tables.values.sorted { $0.id < $1.id } }
  package var allViews: [ViewEntry] { views.values.sorted { $0.id < $1.id } }

  /// Tables whose rows or definition are others than in `older`.
  func tables(changedSince older: Catalog) -> [TableEntry] {
    tables.values.filter { older.tables[$0.id]?.revision != $0.revision }
  }

  /// Views that read `name` directly and would break without it.
  package func dependents(of name: TableName) -> [ViewEntry] {
    guard let id = ids[name] else { return [] }
    return allViews.filter { view in !view.isLateBinding && view.dependencies.contains { $0.id == id } }
  }

  /// The same without a column of a table, whose rows it does not have either.
  package func without(_ column: String, of table: TableEntry) -> Catalog {
    var (catalog, table) = (self, table)
    table.definition.columns.removeAll { $0.name == column }
    table.version = .empty
    catalog.put(table)
    return catalog
  }

  /// Tables with a foreign key to `name`.
  package func tablesReferencing(_ name: TableName) -> [TableEntry] {
    allTables.filter { entry in
      entry.definition.name != name && entry.definition.foreignKeys.contains { $0.table == name }
    }
  }
}

/// Changes, which only transactions make.
extension Catalog {
  mutating func put(_ entry: TableEntry) {
    forget(tables[entry.id]?.definition.name, of: entry.id)
    tables[entry.id] = entry
    ids[entry.definition.name] = entry.id
  }

  mutating func put(_ view: ViewEntry) {
    forget(views[view.id]?.name, of: view.id)
    views[view.id] = view
    ids[view.name] = view.id
  }

  mutating func put(_ routine: RoutineEntry) { routines[routine.id] = routine }

  mutating func remove(id: Int) {
    forget(tables[id]?.definition.name ?? views[id]?.name, of: id)
    tables[id] = nil
    views[id] = nil
    routines[id] = nil
    access.forget(id: id)
    if !comments.isEmpty { comments = comments.filter { $0.key.object != id } }
  }

  /// Relations that changed names among themselves come one after the other: a name may be another's already.
  private mutating func forget(_ name: TableName?, of id: Int) {
    if let name, ids[name] == id { ids[name] = nil }
  }

  mutating func addSchema(_ name: String) { schemas.insert(name) }
  mutating func removeSchema(_ name: String) {
    schemas.remove(name)
    access.forget(.schema(name))
    comments[.schema(name)] = nil
  }
  mutating func setComment(_ text: String?, on target: CommentTarget) { comments[target] = text }
}
