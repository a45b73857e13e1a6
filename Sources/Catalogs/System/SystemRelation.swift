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
  /// The rows as they are now.
  package let rows: @Sendable (SystemContext) -> Batch

  package init<Row>(
    _ name: String, schema: String = "pg_catalog", rows: @escaping @Sendable (SystemContext) -> [Row],
    @SystemColumnBuilder<Row> columns: () -> [SystemColumn<Row>]
  ) {
    let columns = columns()
    self.name = TableName(schema: schema, name: name)
    self.columns = columns.map(\.definition)
    self.rows = { context in
      let rows = rows(context)
      let values = columns.map { column in
        Column(column.definition.type, values: rows.map { column.value($0, context) })
      }
      return Batch(values, count: rows.count)
    }
  }
}
