import Catalogs
import SQLSyntax
import SQLTypes

/// Functions in FROM that list the columns of relations: PG_GET_COLS('name'), PG_GET_LATE_BINDING_VIEW_COLS().
extension Binder {
  private static let listedNames: [(String, DataType)] = [
    ("view_schema", .name), ("view_name", .name), ("col_name", .name),
    ("col_type", .varchar(DataType.maximumVarcharLength)), ("col_num", .integer),
  ]

  /// nil for any other function. Throws 42P01 for a relation that is not there.
  func listedColumns(_ call: FunctionCall) throws(SQLError) -> BoundQuery? {
    switch (call.name.last, call.arguments.first) {
    case ("pg_get_late_binding_view_cols", nil):
      return Self.list(names.catalog.allViews.filter(\.isLateBinding).flatMap(lateBindingRows))
    case ("pg_get_cols", .literal(.string(let name))?) where call.arguments.count == 1:
      return Self.list(try rows(of: QualifiedName(name.split(separator: ".").map { $0.lowercased() })))
    default: return nil
    }
  }

  private static func list(_ rows: [[BoundExpression]]) -> BoundQuery {
    BoundQuery(
      plan: .values(rows, types: listedNames.map(\.1)),
      columns: listedNames.map { OutputColumn(name: $0.0, type: $0.1) })
  }

  private func rows(of name: QualifiedName) throws(SQLError) -> [[BoundExpression]] {
    switch try relation(name, for: []) {
    case .table(let table): return Self.rows(table.definition.name, table.definition.columns)
    case .view(let view) where view.isLateBinding: return lateBindingRows(view)
    case .view(let view): return Self.rows(view.name, view.columns)
    case .system(let relation): return Self.rows(relation.name, relation.columns)
    }
  }

  /// What a late-binding view shows as things are now; one that does not work any more has no columns.
  private func lateBindingRows(_ view: ViewEntry) -> [[BoundExpression]] {
    // Its tables are not the statement's.
    let binder = Binder(names: names)
    let name = QualifiedName([view.name.schema, view.name.name])
    guard let bound = try? binder.bindQuery(Self.query(allOf: name), frame: nil).typed() else { return [] }
    return Self.rows(view.name, bound.columns.map { ColumnDefinition($0.name, $0.type) })
  }

  private static func rows(_ relation: TableName, _ columns: [ColumnDefinition]) -> [[BoundExpression]] {
    columns.enumerated().map { index, column in
      let values: [Value] = [
        .string(relation.schema), .string(relation.name), .string(column.name), .string(column.type.description),
        .int(Int64(index + 1)),
      ]
      return zip(values, listedNames).map { .constant($0, $1.1) }
    }
  }

  private static func query(allOf name: QualifiedName) -> Query {
    var select = Select()
    select.items = [.star(qualifier: nil, position: 0)]
    select.from = [.table(name, alias: nil)]
    return Query(.select(select))
  }
}
