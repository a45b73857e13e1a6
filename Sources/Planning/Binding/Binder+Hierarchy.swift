import SQLSyntax
import SQLTypes

/// CONNECT BY as a recursion over the rows of FROM, whose WHERE comes after it:
///
/// ```
/// FROM t START WITH s CONNECT BY PRIOR t.id = t.parent
///   seed      t where s                               columns of t, 1,                     NULLs
///   member    work table join t on work.id = parent   columns of t, level of the work + 1, its columns
/// ```
extension Binder {
  func bind(_ hierarchy: Hierarchy, over from: FromBinding, frame: Scope.Frame?) throws(SQLError) -> FromBinding {
    let own = from.plan.types
    let types = own + [.integer] + own
    let id = makeID()
    let rows = LogicalPlan.shared(SharedPlan(id: makeID(), from.plan))
    let seed = try bindSeed(hierarchy.start, rows, from, frame)
    let member = try bindMember(hierarchy.condition, .workTable(id: id, types: types), rows, from, frame)
    var result = from
    result.plan = .recursiveUnion(id: id, seed: seed, member: member)
    result.columns.append(Self.level(.column(own.count, .integer)))
    result.prior = from.shifted(by: own.count + 1).columns
    return result
  }

  private static func level(_ expression: BoundExpression) -> Scope.Column {
    Scope.Column(relation: nil, schema: nil, name: "level", expression: expression, isPseudo: true)
  }

  private func bindSeed(
    _ start: Expression?, _ rows: LogicalPlan, _ from: FromBinding, _ frame: Scope.Frame?
  ) throws(SQLError) -> LogicalPlan {
    var plan = rows
    if let start {
      let binder = ExpressionBinder(self, scope: Scope(columns: from.columns, frame: frame), clause: .start)
      plan = .filter(rows, try FunctionCatalog.condition(binder.bind(start), "START WITH"))
    }
    let own = rows.types.enumerated().map { BoundExpression.column($0, $1) }
    let parent = rows.types.map { BoundExpression.constant(.null, $0) }
    return .project(plan, own + [.constant(.int(1), .integer)] + parent)
  }

  private func bindMember(
    _ condition: Expression, _ work: LogicalPlan, _ rows: LogicalPlan, _ from: FromBinding, _ frame: Scope.Frame?
  ) throws(SQLError) -> LogicalPlan {
    let width = rows.types.count
    let offset = work.types.count
    let level = try FunctionCatalog.resolve(.add, .column(width, .integer), .constant(.int(1), .integer))
    let prior = from.columns + [Self.level(.column(width, .integer))]
    let scope = Scope(
      columns: from.shifted(by: offset).columns + [Self.level(level)], prior: prior, frame: frame)
    let bound = try FunctionCatalog.condition(
      ExpressionBinder(self, scope: scope, clause: .connect).bind(condition), "CONNECT BY")
    guard bound.columns.contains(where: { $0 < width }) else {
      throw SQLError(.syntaxError, "CONNECT BY needs a condition with PRIOR")
    }
    let join = LogicalPlan.join(JoinPlan(.inner, work, rows, condition: bound))
    let own = rows.types.enumerated().map { BoundExpression.column(offset + $0, $1) }
    let parent = rows.types.enumerated().map { BoundExpression.column($0, $1) }
    return .project(join, own + [level] + parent)
  }
}
