import SQLTypes

/// The first row of each partition is found without numbering all rows:
///
/// ```
/// filter #3 = 1                                          filter #3 = 1
///   window row_number() over (partition by #0 …)           first rows of partition by #0 …
/// ```
/// It is how people keep the latest version of each row. The window stands below the filter itself or below a projection
/// of plain columns; `FirstRowOperator` gives the row number, which is 1, so that the filter may stay.
enum FirstRows {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    plan.rewrittenUp { plan in
      guard case .filter(let input, let condition) = plan, let first = input.firstRows(condition) else { return plan }
      return .filter(first, condition)
    }
  }
}

extension LogicalPlan {
  /// The same with no more than the first row of each partition, where `condition` keeps no others.
  fileprivate func firstRows(_ condition: BoundExpression) -> LogicalPlan? {
    switch self {
    case .window(let input, let calls):
      guard calls.count == 1, calls[0].function == .rowNumber else { return nil }
      let isFirst = condition.conjuncts.contains { $0.isOne(column: input.types.count) }
      return isFirst ? .firstRows(input, calls[0]) : nil
    case .project(let inner, let expressions):
      guard case .window = inner, let plain = condition.substituting(expressions) else { return nil }
      return inner.firstRows(plain).map { .project($0, expressions) }
    default: return nil
    }
  }
}

extension BoundExpression {
  /// `column = 1`.
  fileprivate func isOne(column: Int) -> Bool {
    guard case .call(.comparison(.equal), let sides, _) = self, sides.count == 2 else { return false }
    return sides.contains { if case .column(column, _) = $0 { true } else { false } }
      && sides.contains { if case .constant(.int(1), let type) = $0 { type.isInteger } else { false } }
  }

  /// With plain columns in place of the columns that stand for them; nil where an expression is no plain column.
  fileprivate func substituting(_ expressions: [BoundExpression]) -> BoundExpression? {
    expressions.allSatisfy(\.isColumn) ? remapped { expressions[$0].columns.first ?? $0 } : nil
  }
}
