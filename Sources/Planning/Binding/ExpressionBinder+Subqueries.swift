import SQLSyntax
import SQLTypes

/// Queries within expressions. Names of the query outside become parameters (`Scope.Frame`).
extension ExpressionBinder {
  func bindSubquery(_ expression: Expression) throws(SQLError) -> BoundExpression {
    let frame = Scope.Frame(outside: self)
    binder.subqueryLevel += 1
    defer { binder.subqueryLevel -= 1 }
    switch expression {
    case .exists(let query):
      try binder.refuseRecursion(in: query)
      return subquery(.exists, try binder.bindQuery(query, frame: frame), frame, .boolean)
    case .scalarQuery(let query):
      let bound = try oneColumn(query, frame)
      return subquery(.scalar, bound, frame, bound.columns[0].type)
    case .arrayQuery(let query):
      let bound = try oneColumn(query, frame)
      guard let element = ArrayElement(bound.columns[0].type) else {
        throw .notSupported("an array of \(bound.columns[0].type.familyName)")
      }
      return subquery(.array, bound, frame, .array(element))
    case .inQuery(let value, let query, let isNegated):
      return try bindMembership(value, query, isNegated: isNegated, frame)
    case .quantified(let value, let op, let isAll, let query):
      return try bindQuantified(value, op, isAll: isAll, query, frame)
    default: throw .notSupported("this sub-query")
    }
  }

  func subquery(_ kind: BoundSubquery.Kind, _ query: BoundQuery, _ frame: Scope.Frame, _ type: DataType)
    -> BoundExpression
  {
    .subquery(
      BoundSubquery(id: binder.makeID(), kind: kind, plan: query.plan, parameters: frame.parameters, type: type))
  }

  private func oneColumn(_ query: Query, _ frame: Scope.Frame) throws(SQLError) -> BoundQuery {
    try binder.refuseRecursion(in: query)
    let bound = try binder.bindQuery(query, frame: frame).typed()
    guard bound.columns.count == 1 else { throw SQLError(.syntaxError, "subquery must return only one column") }
    return bound
  }

  private func bindMembership(_ value: Expression, _ query: Query, isNegated: Bool, _ frame: Scope.Frame)
    throws(SQLError) -> BoundExpression
  {
    if case .row(let values) = value, values.count > 1 {
      let rows = try RowMembership(self, values, query, frame)
      return isNegated ? rows.absence : rows.value
    }
    let operand = try bind(value)
    let (left, bound) = try comparable(operand, oneColumn(query, frame), .equal)
    return subquery(.membership(left, isNegated: isNegated), bound, frame, .boolean)
  }

  private func bindQuantified(
    _ value: Expression, _ op: BinaryOperator, isAll: Bool, _ query: Query, _ frame: Scope.Frame
  ) throws(SQLError) -> BoundExpression {
    let operand = try bind(value)
    let bound = try oneColumn(query, frame)
    guard
      case .call(let function, _, _) = try FunctionCatalog.resolve(op, operand, .column(0, bound.columns[0].type))
    else { throw .notSupported("this operator with ANY or ALL") }
    let (left, converted) = try comparable(operand, bound, op)
    return subquery(.comparison(left, function, isAll: isAll), converted, frame, .boolean)
  }

  /// Brings the operand and the query's column to the type in which `op` compares them.
  private func comparable(_ operand: BoundExpression, _ query: BoundQuery, _ op: BinaryOperator) throws(SQLError)
    -> (BoundExpression, BoundQuery)
  {
    let probe = BoundExpression.placeholder(.operand, operand.type)
    let left = operand.isConstant || operand.isUntyped ? operand : probe
    guard
      case .call(_, let sides, _) = try FunctionCatalog.resolve(op, left, .column(0, query.columns[0].type)),
      sides.count == 2
    else { throw .notSupported("IN over values of this type") }
    let converted = sides[0].rewritten { $0 == probe ? operand : nil }
    let plan = sides[1] == .column(0, query.columns[0].type) ? query.plan : .project(query.plan, [sides[1]])
    return (converted, BoundQuery(plan: plan, columns: query.columns))
  }
}

extension BoundExpression {
  var isConstant: Bool { if case .constant = self { true } else { false } }
}
