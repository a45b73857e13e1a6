import Columnar
import SQLTypes

/// A table or view the system itself fills: `stl_load_errors`, `pg_table_def`.
///
/// Declared a column a line, each with the way from a row to its value:
///
/// ```
/// SystemRelation("stl_load_commits", rows: \.history.loadCommits) {
///   SystemColumn.userID("userid")
///   SystemColumn("query", .integer) { $0.query }
///   SystemColumn("filename", .char(256)) { $0.fileName }
/// }
/// ```
package struct SystemRelation: Sendable {
  package let name: TableName
  package let columns: [ColumnDefinition]
  /// How many of the columns, the last ones, are found by name only and not shown by `*`.
  package let hiddenCount: Int
  /// The rows as they are now.
  package let rows: @Sendable (SystemContext) -> Batch

  /// One of Redshift's own, STL to SYS, which compute nodes have, and not of PostgreSQL's, which the leader node has.
  package var isComputed: Bool { name.schema == "pg_catalog" && !name.name.hasPrefix("pg_") }

  package init<Row>(
    _ name: String, schema: String = "pg_catalog", rows: @escaping @Sendable (SystemContext) -> [Row],
    @SystemColumnBuilder<Row> columns: () -> [SystemColumn<Row>]
  ) {
    let declared = columns() + Self.tableID(name, in: schema)
    let columns = declared.filter { !$0.isHidden } + declared.filter(\.isHidden)
    hiddenCount = declared.count { $0.isHidden }
    self.name = TableName(schema: schema, name: name)
    self.columns = columns.map(\.definition)
    self.rows = { context in
      let rows = context.visible(rows(context))
      let values = columns.map { column in
        Column(column.definition.type, values: rows.map { column.value($0, context) })
      }
      return Batch(values, count: rows.count)
    }
  }

  /// What every table of PostgreSQL has beside its own columns, and clients join catalogs' descriptions by.
  private static func tableID<Row>(_ name: String, in schema: String) -> [SystemColumn<Row>] {
    guard schema == "pg_catalog", let oid = ObjectID.catalogs[name] else { return [] }
    return [SystemColumn.constant(tableIDName, .objectID, oid).hidden()]
  }

  private static let tableIDName = "tableoid"

  /// Without what every table has.
  package var listedColumns: [ColumnDefinition] { columns.filter { $0.name != Self.tableIDName } }

  /// With rows that never change. Made when the relation is first read.
  package init<Row>(
    _ name: String, of rows: @escaping @autoclosure @Sendable () -> [Row],
    @SystemColumnBuilder<Row> columns: () -> [SystemColumn<Row>]
  ) {
    self.init(name, rows: { _ in rows() }, columns: columns)
  }

  /// Of a kind of object that there is none of here. `hasID`: those of PostgreSQL 8.0 have a hidden `oid`.
  package init(
    empty name: String, schema: String = "pg_catalog", hasID: Bool = false, _ columns: KeyValuePairs<String, DataType>
  ) {
    self.init(name, schema: schema, rows: Self.noObjects) {
      columns.map { SystemColumn.unknown($0.key, $0.value) }
      hasID ? [SystemColumn.unknown("oid", .objectID).hidden()] : []
    }
  }

  private static func noObjects(_ context: SystemContext) -> [Int] { [] }
}
