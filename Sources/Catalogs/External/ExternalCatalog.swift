import SQLTypes

/// External schemas, and the data catalog that they look into: it keeps its tables when a schema is dropped, and
/// schemas of the same database show the same tables.
package struct ExternalCatalog: Sendable {
  package private(set) var schemas: [String: ExternalSchema] = [:]
  /// By database and name.
  private var databases: [String: [String: ExternalTable]] = [:]

  package init() {}

  package func table(_ name: TableName) -> TableEntry? {
    guard let schema = schemas[name.schema], let table = databases[schema.database]?[name.name] else { return nil }
    return entry(table, name)
  }

  /// In the first schema that shows it.
  package func table(id: Int) -> TableEntry? { schemas.isEmpty ? nil : allTables.first { $0.id == id } }

  package func contains(_ name: TableName) -> Bool {
    schemas[name.schema].map { databases[$0.database]?[name.name] != nil } ?? false
  }

  /// By schema and name.
  package var allTables: [TableEntry] {
    schemas.sorted { $0.key < $1.key }.flatMap { schema, definition in
      (databases[definition.database] ?? [:]).sorted { $0.key < $1.key }.map { name, table in
        entry(table, TableName(schema: schema, name: name))
      }
    }
  }

  private func entry(_ table: ExternalTable, _ name: TableName) -> TableEntry {
    var definition = TableDefinition(name: name, columns: table.allColumns)
    definition.external = table
    return TableEntry(id: table.id, definition: definition)
  }
}

/// Changes, which only transactions make.
extension ExternalCatalog {
  package mutating func addSchema(_ name: String, _ schema: ExternalSchema) {
    schemas[name] = schema
    if databases[schema.database] == nil { databases[schema.database] = [:] }
  }

  /// `andDatabase`: with all tables that its database has.
  package mutating func removeSchema(_ name: String, andDatabase: Bool) {
    guard let schema = schemas.removeValue(forKey: name), andDatabase else { return }
    databases[schema.database] = nil
  }

  package mutating func renameSchema(_ old: String, to new: String) {
    schemas[new] = schemas.removeValue(forKey: old)
  }

  /// nil takes it away.
  package mutating func setTable(_ name: TableName, _ table: ExternalTable?) {
    guard let schema = schemas[name.schema] else { return }
    databases[schema.database, default: [:]][name.name] = table
  }
}
