import SQLTypes

/// DISTINCT compares no column that follows from others:
///
/// ```
/// DISTINCT t, extract(hour from t), extract(day from t)   =   t, extract(hour from t), … of DISTINCT t
/// ```
/// Two equal values of a type that has one form for each value give equal results, so only `t` need be compared.
/// Strings do not qualify (`'a'` equals `'a '` but differs in length), nor do floats (0.0 and -0.0).
enum DependentColumns {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    plan.rewrittenUp { plan in
      if case .distinct(.project(let input, let expressions)) = plan {
        byLeaders(input, expressions) ?? plan
      } else {
        plan
      }
    }
  }

  /// The distinct rows by the plain columns alone; nil where something else is among them that does not follow.
  private static func byLeaders(_ input: LogicalPlan, _ expressions: [BoundExpression]) -> LogicalPlan? {
    let keys = expressions.filter(\.isColumn)
    let leaders = Set(keys.filter(\.type.hasOneForm).flatMap(\.columns))
    let followers = expressions.filter { !$0.isColumn }
    guard !keys.isEmpty, !followers.isEmpty, followers.allSatisfy({ $0.follows(from: leaders) }) else { return nil }
    let sources = keys.flatMap(\.columns)
    let outer = expressions.map { expression in
      expression.remapped { column in
        guard let position = sources.firstIndex(of: column) else { preconditionFailure("followers read leaders only") }
        return position
      }
    }
    return .project(.distinct(.project(input, keys)), outer)
  }
}

extension BoundExpression {
  /// Whether its value is settled by those columns.
  fileprivate func follows(from leaders: Set<Int>) -> Bool {
    let isUnsettled = contains { expression in
      switch expression {
      case .call(let function, _, _): function.isVolatile
      case .subquery: true
      default: false
      }
    }
    return !isUnsettled && columns.isSubset(of: leaders)
  }
}

extension DataType {
  /// Whether equal values are the same value in every respect.
  fileprivate var hasOneForm: Bool {
    switch self {
    case .boolean, .smallint, .integer, .bigint, .decimal, .date, .time, .timetz, .timestamp, .timestamptz: true
    case .catalog(let type): type.isObjectID
    case .real, .double, .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .interval, .intervalYearToMonth,
      .intervalDayToSecond,
      .super, .varbyte,
      .hllsketch, .unknown:
      false
    }
  }
}
