import SQLSyntax
import SQLTypes

/// Explicit joins: ON, USING and NATURAL.
extension Binder {
  func bindJoin(_ join: JoinClause, frame: Scope.Frame?) throws(SQLError) -> FromBinding {
    try bindJoin(join, left: bindFrom([join.left], frame: frame), frame: frame)
  }

  /// - Parameter left: the join's left side.
  func bindJoin(_ join: JoinClause, left: FromBinding, frame: Scope.Frame?) throws(SQLError) -> FromBinding {
    if let clause = unnestClause(join.right, left, frame) {
      return try unnest(clause, left, join: join, frame: frame)
    }
    let right = try bindFrom([join.right], frame: frame)
    try cost.join(with: left.relations)
    let moved = right.shifted(by: left.plan.types.count)
    var columns = left.columns + moved.columns
    var condition: BoundExpression?
    switch join.condition {
    case .none: break
    case .on(let expression):
      let binder = ExpressionBinder(self, scope: Scope(columns: columns, frame: frame), clause: .on)
      condition = try FunctionCatalog.condition(binder.bind(expression), "JOIN/ON")
    case .using(let names): condition = try merge(names, join.kind, &columns, leftCount: left.columns.count)
    case .natural:
      condition = try merge(commonNames(left, right), join.kind, &columns, leftCount: left.columns.count)
    }
    let plan = JoinPlan(JoinPlan.Kind(join.kind), left.plan, right.plan, condition: condition)
    guard join.kind != .full || !plan.keys.isEmpty else {
      throw SQLError(.featureNotSupported, "FULL JOIN is only supported with merge-joinable join conditions")
    }
    return FromBinding(
      plan: .join(plan), columns: columns, rowMarkers: left.rowMarkers + moved.rowMarkers,
      relations: left.relations + right.relations)
  }

  private func commonNames(_ left: FromBinding, _ right: FromBinding) -> [Identifier] {
    let names = Set(right.columns.filter { !$0.isMerged && !$0.isHidden }.map(\.name))
    return left.columns.filter { !$0.isMerged && !$0.isHidden && names.contains($0.name) }.map(\.name)
  }

  /// The equalities of USING. Each name becomes one column in front, which is the side that cannot be NULL-extended.
  private func merge(
    _ names: [Identifier], _ kind: JoinClause.Kind, _ columns: inout [Scope.Column], leftCount: Int
  ) throws(SQLError) -> BoundExpression? {
    var conditions: [BoundExpression] = []
    var merged: [Scope.Column] = []
    for name in names {
      let left = try index(of: name, in: columns[..<leftCount], side: "left")
      let right = try index(of: name, in: columns[leftCount...], side: "right")
      let (mine, theirs) = (columns[left].expression, columns[right].expression)
      conditions.append(try FunctionCatalog.resolve(.equal, mine, theirs))
      for index in [left, right] { columns[index].use?.note() }
      let both: BoundExpression =
        switch kind {
        case .right: theirs
        case .full: try FunctionCatalog.resolve("coalesce", [mine, theirs]) ?? mine
        case .inner, .left, .cross: mine
        }
      merged.append(Scope.Column(relation: nil, schema: nil, name: name, expression: both))
      columns[left].isMerged = true
      columns[right].isMerged = true
    }
    columns.insert(contentsOf: merged, at: 0)
    return BoundExpression.conjunction(conditions)
  }

  private func index(of name: Identifier, in columns: ArraySlice<Scope.Column>, side: String) throws(SQLError) -> Int {
    let found = columns.indices.filter { columns[$0].name == name && !columns[$0].isMerged }
    guard let first = found.first else {
      throw SQLError(
        .undefinedColumn, "column \"\(name)\" specified in USING clause does not exist in \(side) table")
    }
    guard found.count == 1 else {
      throw SQLError(
        .ambiguousColumn, "common column name \"\(name)\" appears more than once in \(side) table")
    }
    return first
  }
}

extension JoinPlan.Kind {
  init(_ kind: JoinClause.Kind) {
    self =
      switch kind {
      case .inner, .cross: .inner
      case .left: .left
      case .right: .right
      case .full: .full
      }
  }
}
