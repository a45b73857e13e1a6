import SQLSyntax
import SQLTypes

/// VALUES lists as relations.
extension Binder {
  func bindValues(_ rows: [[Expression]], frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    let width = rows.first?.count ?? 0
    var bound: [[BoundExpression]] = []
    for row in rows {
      guard row.count == width else { throw SQLError(.syntaxError, "VALUES lists must all be the same length") }
      bound.append(try bindRow(row, frame: frame))
    }
    var types: [DataType] = []
    for column in 0..<width {
      let (unified, type) = try FunctionCatalog.unify(bound.map { $0[column] }, context: "VALUES")
      for row in bound.indices { bound[row][column] = unified[row] }
      types.append(type)
    }
    let columns = types.enumerated().map { OutputColumn(name: "column\($0 + 1)", type: $1) }
    return BoundQuery(plan: .values(bound, types: types), columns: columns)
  }

  private func bindRow(_ row: [Expression], frame: Scope.Frame?) throws(SQLError) -> [BoundExpression] {
    let binder = ExpressionBinder(self, scope: Scope(frame: frame), clause: .values)
    var bound: [BoundExpression] = []
    for expression in row { bound.append(try binder.bind(expression)) }
    return bound
  }
}
