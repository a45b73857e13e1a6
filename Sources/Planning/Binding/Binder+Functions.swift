import Catalogs
import SQLSyntax
import SQLTypes

/// Functions in FROM: `generate_series(1, 5) AS s(i)`, `current_database() AS x`.
extension Binder {
  func bindFunction(_ call: FunctionCall, _ alias: TableAlias?, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    let bound = try functionRows(call, frame: frame)
    guard let types = alias?.types, !types.isEmpty else {
      guard let name = alias?.name, !name.isEmpty, bound.columns.count == 1 else { return bound }
      return BoundQuery(plan: bound.plan, columns: [OutputColumn(name: name, type: bound.columns[0].type)])
    }
    return try converted(bound, to: types, call)
  }

  private func functionRows(_ call: FunctionCall, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    if call.name.last == "pg_get_late_binding_view_cols", call.arguments.isEmpty { return try lateBindingColumns() }
    let binder = ExpressionBinder(self, scope: Scope(frame: frame), clause: .from)
    let one = LogicalPlan.values([[]], types: [])
    guard FunctionCatalog.isSet(call.name.last) else {
      let value = try binder.bind(.function(call))
      return BoundQuery(
        plan: .project(one, [value]), columns: [OutputColumn(name: call.name.last, type: value.type)])
    }
    let set = try binder.located(call.name.position) { () throws(SQLError) in
      try FunctionCatalog.set(call.name.last, binder.bind(all: call.arguments))
    }
    guard let set else { throw .notSupported("function \(call.name.last) in FROM") }
    let rows = LogicalPlan.expand(one, [set])
    guard case .catalog(.numberedElement(let element)) = set.type else {
      return BoundQuery(plan: rows, columns: [OutputColumn(name: call.name.last, type: set.type)])
    }
    let columns = [OutputColumn(name: "x", type: element.type), OutputColumn(name: "n", type: .integer)]
    var members: [BoundExpression] = []
    for column in columns { members.append(try FunctionCatalog.member(column.name, of: .column(0, set.type))) }
    return BoundQuery(plan: .project(rows, members), columns: columns)
  }

  /// The columns in the types that a column definition list gives them.
  private func converted(_ query: BoundQuery, to types: [TypeName], _ call: FunctionCall) throws(SQLError)
    -> BoundQuery
  {
    guard types.count == query.columns.count else {
      throw SQLError(
        .datatypeMismatch, "function return row and query-specified return row do not match",
        detail: "Returned row contains \(query.columns.count) attributes, but query expects \(types.count).",
        position: call.name.position)
    }
    var expressions: [BoundExpression] = []
    for (index, type) in types.enumerated() {
      let value = BoundExpression.column(index, query.columns[index].type)
      expressions.append(try FunctionCatalog.cast(value, to: dataType(type), .explicit))
    }
    let columns = zip(query.columns, expressions).map { OutputColumn(name: $0.name, type: $1.type) }
    return BoundQuery(plan: .project(query.plan, expressions), columns: columns)
  }

  /// What late-binding views show as things are now; a view that does not work any more has no columns.
  private func lateBindingColumns() throws(SQLError) -> BoundQuery {
    let names: [(String, DataType)] = [
      ("view_schema", .name), ("view_name", .name), ("col_name", .name),
      ("col_type", .varchar(DataType.maximumVarcharLength)), ("col_num", .integer),
    ]
    let rows = self.names.catalog.allViews.filter(\.isLateBinding).flatMap { lateBindingRows($0, names.map(\.1)) }
    return BoundQuery(
      plan: .values(rows, types: names.map(\.1)), columns: names.map { OutputColumn(name: $0.0, type: $0.1) })
  }

  private func lateBindingRows(_ view: ViewEntry, _ types: [DataType]) -> [[BoundExpression]] {
    // Its tables are not the statement's.
    let binder = Binder(names: names)
    let name = QualifiedName([view.name.schema, view.name.name])
    guard let bound = try? binder.bindQuery(Self.query(allOf: name), frame: nil).typed() else { return [] }
    return bound.columns.enumerated().map { index, column in
      let values: [Value] = [
        .string(view.name.schema), .string(view.name.name), .string(column.name),
        .string(column.type.description), .int(Int64(index + 1)),
      ]
      return zip(values, types).map { .constant($0, $1) }
    }
  }

  private static func query(allOf name: QualifiedName) -> Query {
    var select = Select()
    select.items = [.star(qualifier: nil, position: 0)]
    select.from = [.table(name, alias: nil)]
    return Query(.select(select))
  }
}
