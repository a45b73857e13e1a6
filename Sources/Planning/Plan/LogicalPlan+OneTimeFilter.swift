import SQLTypes

extension LogicalPlan {
  /// Whether the operator gives no row because a condition of it is false or NULL whatever the row (a one-time filter),
  /// or because none is asked for: then nothing below it need run.
  ///
  ///     SELECT … FROM (a model's whole query) WHERE false LIMIT 0      asks for columns' names and types, not for rows
  package var isShut: Bool {
    switch self {
    case .filter(_, let condition): condition.isNeverTrue
    case .join(let join): join.isShut
    case .limit(_, let count, _): count == 0
    case .top(_, _, let count, _): count == 0
    default: false
    }
  }
}

extension JoinPlan {
  fileprivate var isShut: Bool {
    switch kind {
    case .inner: residual?.isNeverTrue ?? false || left.isShut || right.isShut
    case .left, .semi, .anti: left.isShut
    case .right: right.isShut
    case .full: false
    }
  }
}

extension BoundExpression {
  /// Known to be false or NULL, of no row in particular.
  var isNeverTrue: Bool {
    conjuncts.contains { conjunct in
      switch conjunct {
      case .constant(.bool(false), _), .constant(.null, _): true
      default: false
      }
    }
  }
}
