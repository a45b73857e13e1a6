import SQLSyntax
import SQLTypes

/// FROM that goes through SUPER values: `FROM t AS c, c.orders AS o AT i, o.lines AS l`, `LEFT JOIN c.orders AS o ON
/// true`, `UNPIVOT c.object AS value AT name` (AWS documentation, "Querying semi-structured data").
///
/// The path begins with what stands on its left in the same FROM, or with a table of the query outside.
extension Binder {
  /// The reference as a way into a SUPER value; nil where it is a table. A name is such a way where its first part is
  /// the alias of a relation or of such a value on the left, and leads to a SUPER value.
  func unnestClause(_ reference: TableReference, _ left: FromBinding?, _ frame: Scope.Frame?) -> UnnestClause? {
    switch reference {
    case .unnest(let clause): return clause
    case .table(let name, let alias):
      guard let head = name.parts.first, alias?.columns.isEmpty != false else { return nil }
      let scope = Scope(columns: left?.columns ?? [], frame: frame)
      guard scope.hasWay(head, isBare: name.parts.count == 1) else { return nil }
      let binder = ExpressionBinder(self, scope: scope, clause: .on)
      guard let value = try? binder.bind(.column(name)), value.type == .super else { return nil }
      return UnnestClause(.column(name), isUnpivot: false, alias: alias?.name ?? name.last, indexAlias: nil)
    default: return nil
    }
  }

  /// A row for each part of the value, beside the row it is of.
  ///
  /// - Parameter join: the explicit join whose right side it is; a left join keeps rows whose value has no parts.
  func unnest(
    _ clause: UnnestClause, _ left: FromBinding, join: JoinClause? = nil, frame: Scope.Frame?
  ) throws(SQLError) -> FromBinding {
    try cost.join(with: left.relations)
    let binder = ExpressionBinder(self, scope: Scope(columns: left.columns, frame: frame), clause: .on)
    let value = try binder.bind(clause.value)
    guard value.type == .super else {
      throw SQLError(.datatypeMismatch, "FROM goes through values of type super, not \(value.type.familyName)")
    }
    let width = left.plan.types.count
    let plan = UnnestPlan(
      input: left.plan, value: value, parts: clause.isUnpivot ? .members : .elements, keepsEmpty: join?.kind == .left)
    var binding = left
    binding.plan = .unnest(plan)
    binding.relations += 1
    binding.columns.append(variable(clause.alias, .column(width, .super)))
    if let name = clause.indexAlias { binding.columns.append(variable(name, .column(width + 1, plan.indexType))) }
    return try join.map { join throws(SQLError) in try condition(join, binding, frame: frame) } ?? binding
  }

  private func variable(_ name: Identifier, _ expression: BoundExpression) -> Scope.Column {
    Scope.Column(relation: nil, schema: nil, name: name, expression: expression, isVariable: true)
  }

  /// ON: any condition of an inner join, only one that is true of a left join.
  private func condition(
    _ join: JoinClause, _ binding: FromBinding, frame: Scope.Frame?
  ) throws(SQLError) -> FromBinding {
    guard join.kind != .right, join.kind != .full else {
      throw .notSupported("a \(join.kind.rawValue) join with a SUPER value")
    }
    switch join.condition {
    case .none: return binding
    case .using, .natural: throw .notSupported("USING with a SUPER value")
    case .on(let expression):
      let binder = ExpressionBinder(self, scope: Scope(columns: binding.columns, frame: frame), clause: .on)
      let condition = try FunctionCatalog.condition(binder.bind(expression), "JOIN/ON")
      if condition == .constant(.bool(true), .boolean) { return binding }
      guard join.kind != .left else {
        throw .notSupported("a condition other than true in a left join with a SUPER value")
      }
      var filtered = binding
      filtered.plan = .filter(binding.plan, condition)
      return filtered
    }
  }
}

extension Scope {
  /// Whether a path may begin with that name; a bare one only with a SUPER value that FROM goes through.
  fileprivate func hasWay(_ name: Identifier, isBare: Bool) -> Bool {
    if columns.contains(where: { $0.isVariable && $0.name == name || !isBare && $0.relation == name }) { return true }
    return frame?.outside.hasWay(name, isBare: isBare) ?? false
  }
}

extension JoinClause {
  /// The leftmost of the tables joined.
  var first: TableReference {
    if case .join(let inner) = left { inner.first } else { left }
  }
}
