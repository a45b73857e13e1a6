import SQLSyntax
import SQLTypes

/// PIVOT as an aggregation with one aggregate a value, UNPIVOT as a union with one branch a column:
///
/// ```
/// t PIVOT (sum(x) FOR c IN ('a', 'b'))          by the other columns of t: sum(case when c = 'a' then x end), …
/// t UNPIVOT (v FOR n IN (a, b))                 other columns of t, 'a', a where a is not null  union all  …, 'b', b …
/// ```
extension Binder {
  private static let pivotAggregates: Set<String> = ["count", "sum", "min", "max", "avg"]

  func bindPivot(_ pivot: Pivot, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    let input = try bindFrom([pivot.source], frame: frame)
    let call = pivot.aggregate
    guard Self.pivotAggregates.contains(call.name.last), call.window == nil else {
      throw SQLError(
        .featureNotSupported, "PIVOT takes only the aggregate functions COUNT, SUM, MIN, MAX and AVG",
        position: call.name.position)
    }
    let binder = ExpressionBinder(self, scope: Scope(columns: input.columns), clause: .aggregateArgument)
    let column = try binder.bind(.column(pivot.column))
    let arguments = try binder.bind(all: call.arguments)
    var aggregates: [AggregateCall] = []
    for value in pivot.values {
      let condition = try condition(column, value.expression)
      aggregates.append(try aggregate(call, arguments, where: condition))
    }
    let used = (arguments + [column]).reduce(into: Set<Int>()) { $0.formUnion($1.columns) }
    let groups = input.columns.filter { !$0.isMerged && !$0.isHidden && used.isDisjoint(with: $0.expression.columns) }
    let plan = AggregatePlan(input: input.plan, groups: groups.map(\.expression), aggregates: aggregates)
    let names = pivot.values.map { Self.name(of: $0, pivot.aggregateAlias) }
    let columns =
      groups.map { OutputColumn(name: $0.name, type: $0.expression.type) }
      + zip(names, aggregates).map { OutputColumn(name: $0, type: $1.type) }
    return BoundQuery(plan: .aggregate(plan), columns: columns)
  }

  /// NULL in the list stands for the rows without a value.
  private func condition(_ column: BoundExpression, _ value: Expression) throws(SQLError) -> BoundExpression {
    let value = try bindConstant(value)
    if value.isNullLiteral { return .isNull(column, isNegated: false) }
    return try FunctionCatalog.resolve(.equal, column, value)
  }

  private func aggregate(
    _ call: FunctionCall, _ arguments: [BoundExpression], where condition: BoundExpression
  ) throws(SQLError) -> AggregateCall {
    let values = call.isStar ? [BoundExpression.constant(.bool(true), .boolean)] : arguments
    let chosen = values.map { value in
      BoundExpression.conditional(
        [BoundBranch(condition: condition, result: value)], otherwise: .constant(.null, value.type), value.type)
    }
    let bound = try FunctionCatalog.aggregate(
      call.name.last, chosen, isStar: false, isDistinct: call.isDistinct, order: [])
    guard let bound else {
      throw SQLError(.undefinedFunction, "function \(call.name.last) is not an aggregate function")
    }
    return bound
  }

  /// The value's alias, or the constant itself; the aggregate's alias comes behind it.
  private static func name(of value: Pivot.Value, _ aggregate: Identifier?) -> String {
    let name = value.alias ?? constant(value.expression) ?? OutputName.of(value.expression)
    return aggregate.map { "\(name)_\($0)" } ?? name
  }

  private static func constant(_ expression: Expression) -> String? {
    switch expression {
    case .literal(.string(let text)), .literal(.integer(let text)), .literal(.decimal(let text)),
      .literal(.float(let text)), .typedLiteral(_, let text, _, _):
      text
    case .literal(.null): "null"
    case .literal(.boolean(let value)): value ? "true" : "false"
    case .unary(.minus, let operand, _): constant(operand).map { "-\($0)" }
    default: nil
    }
  }

  func bindUnpivot(_ unpivot: Unpivot, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    let input = try bindFrom([unpivot.source], frame: frame)
    let binder = ExpressionBinder(self, scope: Scope(columns: input.columns), clause: .aggregateArgument)
    let sources = try binder.bind(all: unpivot.columns.map { .column($0.name) })
    let (values, type) = try FunctionCatalog.unify(sources, context: "UNPIVOT")
    let used = sources.reduce(into: Set<Int>()) { $0.formUnion($1.columns) }
    let others = input.columns.filter { !$0.isMerged && !$0.isHidden && used.isDisjoint(with: $0.expression.columns) }
    let names = unpivot.columns.map { $0.alias ?? $0.name.last }
    let nameType = DataType.varchar(max(1, names.map(\.utf8.count).max() ?? 1))
    let rows = LogicalPlan.shared(SharedPlan(id: makeID(), input.plan))
    let branches = zip(names, zip(sources, values)).map { name, value in
      let filtered = unpivot.includesNulls ? rows : .filter(rows, .isNull(value.0, isNegated: true))
      return LogicalPlan.project(
        filtered, others.map(\.expression) + [.constant(.string(name), nameType), value.1])
    }
    let columns =
      others.map { OutputColumn(name: $0.name, type: $0.expression.type) }
      + [OutputColumn(name: unpivot.nameName, type: nameType), OutputColumn(name: unpivot.valueName, type: type)]
    return BoundQuery(plan: Self.appended(branches[...]), columns: columns)
  }
}
