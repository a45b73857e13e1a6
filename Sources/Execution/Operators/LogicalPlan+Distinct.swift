import Planning
import SQLTypes

extension LogicalPlan {
  /// The distinct rows of this plan by fewer keys, where some of its columns follow from others; nil where none does.
  ///
  /// ```
  /// DISTINCT t, extract(hour from t), extract(day from t)   =   t, extract(hour from t), … of DISTINCT t
  /// ```
  /// Two equal values of a type that has one form for each value give equal results, so only `t` need be compared.
  /// Strings do not qualify (`'a'` equals `'a '` but differs in length), nor do floats (0.0 and -0.0).
  var distinctWithoutFollowers: LogicalPlan? {
    guard case .project(let input, let expressions) = self else { return nil }
    let keys = expressions.filter { if case .column = $0 { true } else { false } }
    let leaders = Set(keys.filter(\.type.hasOneForm).flatMap(\.columns))
    let followers = expressions.filter { !keys.contains($0) }
    guard !keys.isEmpty, !followers.isEmpty, followers.allSatisfy({ $0.follows(from: leaders) }) else { return nil }
    let places = keys.map { $0.columns.first ?? 0 }
    let outer = expressions.map { expression in
      expression.remapped { column in places.firstIndex(of: column) ?? 0 }
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
    case .real, .double, .char, .varchar, .interval, .super, .varbyte, .unknown: false
    }
  }
}
