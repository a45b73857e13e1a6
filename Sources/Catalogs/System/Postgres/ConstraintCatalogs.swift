import SQLTypes

/// PG_CONSTRAINT, PG_ATTRDEF, and the indexes by which primary and unique keys are listed: keys are declared on
/// Redshift, and nothing is indexed.
extension SystemRelation {
  static let constraintCatalogs = [constraints, defaults, indexes, indexDefinitions]

  private static let constraints = SystemRelation("pg_constraint", rows: \.objects.constraints) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("conname", .objectName) { $0.name }
    SystemColumn("connamespace", .objectID) { $1.objects.schema($0.table.definition.name.schema) }
    SystemColumn("contype", .letter) { $0.kind.rawValue }
    SystemColumn.constant("condeferrable", .boolean, false)
    SystemColumn.constant("condeferred", .boolean, false)
    SystemColumn("conrelid", .objectID) { $0.table.id }
    SystemColumn.constant("contypid", .objectID, 0)
    SystemColumn("confrelid", .objectID) { $0.target(in: $1)?.id ?? 0 }
    SystemColumn("confupdtype", .letter) { $0.kind == .foreignKey ? "a" : "" }
    SystemColumn("confdeltype", .letter) { $0.kind == .foreignKey ? "a" : "" }
    SystemColumn("confmatchtype", .letter) { $0.kind == .foreignKey ? "u" : "" }
    SystemColumn("conkey", .numberList) { NumberList.text($0.columnNumbers) }
    SystemColumn("confkey", .numberList) { $0.targetNumbers(in: $1).map(NumberList.text) }
    SystemColumn.unknown("conbin", .longText)
    SystemColumn.unknown("consrc", .longText)
  }

  private static let defaults = SystemRelation("pg_attrdef", rows: \.objects.defaults) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("adrelid", .objectID) { $0.table }
    SystemColumn("adnum", .smallint) { $0.number }
    SystemColumn("adbin", .longText) { $0.text }
    SystemColumn("adsrc", .longText) { $0.text }
  }

  private static let indexes = SystemRelation("pg_index", rows: \.objects.indexes) {
    SystemColumn("indexrelid", .objectID) { $0.oid }
    SystemColumn("indrelid", .objectID) { $0.table.id }
    SystemColumn("indkey", .numberVector) { $0.constraint.columnNumbers.map(String.init).joined(separator: " ") }
    SystemColumn("indclass", .idVector) { $0.constraint.columns.map { _ in "0" }.joined(separator: " ") }
    SystemColumn("indnatts", .smallint) { $0.constraint.columns.count }
    SystemColumn.constant("indisunique", .boolean, true)
    SystemColumn("indisprimary", .boolean) { $0.isPrimary }
    SystemColumn.constant("indisclustered", .boolean, false)
    SystemColumn.unknown("indexprs", .longText)
    SystemColumn.unknown("indpred", .longText)
  }

  private static let indexDefinitions = SystemRelation("pg_indexes", rows: \.objects.indexes) {
    SystemColumn("schemaname", .objectName) { $0.table.definition.name.schema }
    SystemColumn("tablename", .objectName) { $0.table.definition.name.name }
    SystemColumn("indexname", .objectName) { $0.constraint.name }
    SystemColumn.unknown("tablespace", .objectName)
    SystemColumn("indexdef", .longText) { $0.text }
  }
}

extension ConstraintObject {
  func target(in context: SystemContext) -> TableEntry? { referenced.flatMap(context.catalog.table) }

  /// Columns of the table that a foreign key refers to; those of its primary key where none are named.
  func targetNumbers(in context: SystemContext) -> [Int]? {
    target(in: context).map { table in
      table.definition.numbers(of: referencedColumns.isEmpty ? table.definition.primaryKey : referencedColumns)
    }
  }
}
