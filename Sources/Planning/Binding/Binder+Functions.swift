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
    if let listed = try listedColumns(call) { return listed }
    let binder = ExpressionBinder(self, scope: Scope(frame: frame), clause: .from)
    let one = LogicalPlan.values([[]], types: [])
    guard FunctionCatalog.isSet(call.name.last) else {
      let value = try binder.bind(.function(call))
      return BoundQuery(
        plan: .project(one, [value]), columns: [OutputColumn(name: call.name.last, type: value.type)])
    }
    binder.noteLeaderFunction(call.name.last)
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
}
