/// A constraint of a table, as the catalogs list it.
package struct ConstraintObject: Sendable {
  package let oid: Int
  package let name: String
  package let kind: ConstraintKind
  package let table: TableEntry
  package let columns: [String]
  /// Of a foreign key.
  package let referenced: TableName?
  package let referencedColumns: [String]

  /// From 1, as `pg_constraint.conkey` has them.
  package var columnNumbers: [Int] { table.definition.numbers(of: columns) }

  /// As `pg_get_constraintdef` prints it: `PRIMARY KEY (a, b)`, `FOREIGN KEY (x) REFERENCES s.t(y)`; a schema of the
  /// search path is not named.
  package func text(searchPath: [String] = []) -> String {
    let list = "(\(columns.map(QuotedName.quoted).joined(separator: ", ")))"
    switch kind {
    case .primaryKey: return "PRIMARY KEY \(list)"
    case .unique: return "UNIQUE \(list)"
    case .foreignKey:
      let target = referenced.map { QuotedName.text($0, searchPath: searchPath) } ?? ""
      let targets = referencedColumns.map(QuotedName.quoted).joined(separator: ", ")
      return "FOREIGN KEY \(list) REFERENCES \(target)" + (targets.isEmpty ? "" : "(\(targets))")
    }
  }
}

extension TableDefinition {
  package func numbers(of columns: [String]) -> [Int] { columns.compactMap { index(of: $0).map { $0 + 1 } } }
}
