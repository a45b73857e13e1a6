import SQLSyntax
import SQLTypes

/// `(a, b) IN (SELECT c, d …)` as EXISTS over the rows that are equal, and over those of which it is not known:
///
/// ```
/// true       EXISTS (… WHERE a = c AND b = d)
/// unknown    EXISTS (… WHERE (a = c AND b = d) IS NULL)      looked for only where a, b or some row has a NULL
/// ```
struct RowMembership {
  private let binder: ExpressionBinder
  private let match: BoundExpression
  private let unknown: BoundExpression

  /// Throws 42601 for rows of another width, and what comparing them throws.
  init(_ binder: ExpressionBinder, _ values: [Expression], _ query: Query, _ frame: Scope.Frame) throws(SQLError) {
    self.binder = binder
    try binder.binder.refuseRecursion(in: query)
    let bound = try binder.binder.bindQuery(query, frame: frame).typed()
    guard bound.columns.count == values.count else {
      throw SQLError(.syntaxError, "subquery has too \(bound.columns.count < values.count ? "few" : "many") columns")
    }
    var equalities: [BoundExpression] = []
    var nulls: [BoundExpression] = []
    for (index, value) in values.enumerated() {
      let outer = try binder.bind(value)
      nulls.append(.isNull(outer, isNegated: false))
      let column = BoundExpression.column(index, bound.columns[index].type)
      equalities.append(try FunctionCatalog.resolve(.equal, frame.slot(for: outer), column))
    }
    let all = BoundExpression.and(equalities)
    match = Self.exists(binder, bound, where: all, frame.parameters)
    let columnNulls = bound.columns.enumerated().map { BoundExpression.isNull(.column($0, $1.type), isNegated: false) }
    nulls.append(Self.exists(binder, bound, where: .or(columnNulls), frame.parameters))
    let open = Self.exists(binder, bound, where: .isNull(all, isNegated: false), frame.parameters)
    unknown = .and([.or(nulls), open])
  }

  private static func exists(
    _ binder: ExpressionBinder, _ query: BoundQuery, where condition: BoundExpression, _ parameters: [BoundExpression]
  ) -> BoundExpression {
    let plan = LogicalPlan.filter(query.plan, condition)
    let isCorrelated = plan.readsParameters
    return .subquery(
      BoundSubquery(
        id: binder.binder.makeID(), kind: .exists, plan: plan, parameters: isCorrelated ? parameters : [],
        type: .boolean))
  }

  /// NOT IN.
  var absence: BoundExpression {
    binder.isOfFilter ? .and([.not(match), .not(unknown)]) : .not(threeValued)
  }

  /// IN.
  var value: BoundExpression { binder.isOfFilter ? match : threeValued }

  private var threeValued: BoundExpression {
    .conditional(
      [
        BoundBranch(condition: match, result: .constant(.bool(true), .boolean)),
        BoundBranch(condition: unknown, result: .constant(.null, .boolean)),
      ], otherwise: .constant(.bool(false), .boolean), .boolean)
  }
}
