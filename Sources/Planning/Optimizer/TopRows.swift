/// A sort under a LIMIT keeps no more rows than the limit takes.
///
/// ```
/// limit 10                     top 10 by #1
///   sort by #1
/// ```
/// Each batch gives its own first rows, and only those are sorted; not worth it for a limit as large as a batch.
enum TopRows {
  /// Rows of a batch.
  static let maximumCount = 1 << 16

  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    plan.rewrittenUp { plan in
      guard case .limit(.sort(let input, let keys), let count?, let offset) = plan,
        count <= maximumCount, offset <= maximumCount
      else { return plan }
      return .top(input, keys, count: count, offset: offset)
    }
  }
}
