/// A sub-query gives no more rows than its kind looks at:
///
/// ```
/// EXISTS (SELECT …)      one row is enough
/// x = (SELECT …)         two rows are enough to see that it is an error
/// ```
/// A scalar aggregate gives one row anyway and is left alone.
enum SubqueryLimits {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    plan.mapSubqueries { subquery in
      guard let count = count(subquery) else { return subquery }
      var subquery = subquery
      subquery.plan = .limit(subquery.plan, count: count, offset: 0)
      return subquery
    }
  }

  private static func count(_ subquery: BoundSubquery) -> Int? {
    switch subquery.kind {
    case .exists: 1
    case .scalar: subquery.plan.isOneRow ? nil : 2
    case .membership, .comparison, .array: nil
    }
  }
}

extension LogicalPlan {
  /// Whether it gives one row at most, as far as its shape tells.
  fileprivate var isOneRow: Bool {
    switch self {
    case .aggregate(let plan): plan.groups.isEmpty && plan.sets == nil
    case .values(let rows, let types): rows.count <= 1 || types.isEmpty && rows.isEmpty
    case .filter(let input, _), .project(let input, _), .distinct(let input), .sort(let input, _),
      .limit(let input, _, _), .window(let input, _):
      input.isOneRow
    case .shared(let table): table.plan.isOneRow
    case .scan, .system, .join, .setOperation, .top, .firstRows, .expand, .unnest, .recursiveUnion,
      .workTable:
      false
    }
  }
}
