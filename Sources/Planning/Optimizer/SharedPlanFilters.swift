/// A common table that is read more than once, each time under a condition, is made of the rows that one of the
/// conditions wants.
///
/// ```
/// filter month = 1                filter month = 1
///   shared 1: t                     shared 1: filter month = 1 OR month = 2
/// filter month = 2          →         t
///   shared 1: t                   filter month = 2
///                                   shared 1: the same
/// ```
/// Of the whole statement, since every place that reads it has to agree.
enum SharedPlanFilters {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    var uses = Uses()
    uses.add(plan)
    let conditions = uses.conditions
    var known: [Int: SharedPlan] = [:]
    return conditions.isEmpty ? plan : filtered(plan, conditions, &known)
  }

  /// `known`: what common tables have become, by their ids.
  private static func filtered(
    _ plan: LogicalPlan, _ conditions: [Int: BoundExpression], _ known: inout [Int: SharedPlan]
  ) -> LogicalPlan {
    if case .shared(let table) = plan {
      if let made = known[table.id] { return .shared(made) }
      let input = filtered(table.plan, conditions, &known)
      let rows = conditions[table.id].map { FilterPushdown.apply(.filter(input, $0)) } ?? input
      let made = SharedPlan(id: table.id, rows)
      known[table.id] = made
      return .shared(made)
    }
    return plan.mapInputs { filtered($0, conditions, &known) }.mapOwnSubqueries { subquery in
      var subquery = subquery
      subquery.plan = filtered(subquery.plan, conditions, &known)
      return subquery
    }
  }

  /// What is asked of each common table where it is read, by its id; nil among them where nothing is.
  private struct Uses {
    private var asked: [Int: [BoundExpression?]] = [:]

    mutating func add(_ plan: LogicalPlan) {
      switch plan {
      case .filter(.shared(let table), let condition): add(table, condition.movable)
      case .filter(.project(.shared(let table), let expressions), let condition):
        add(table, expressions.allSatisfy(\.isColumn) ? condition.movable?.reading(expressions) : nil)
        for subquery in expressions.flatMap(\.subqueries) { add(subquery.plan) }
      case .shared(let table): add(table, nil)
      default: for input in plan.inputs { add(input) }
      }
      for subquery in plan.expressions.flatMap(\.subqueries) { add(subquery.plan) }
    }

    private mutating func add(_ table: SharedPlan, _ condition: BoundExpression?) {
      let isFirst = asked[table.id] == nil
      asked[table.id, default: []].append(condition)
      if isFirst { add(table.plan) }
    }

    /// Of each table of which something is asked everywhere.
    var conditions: [Int: BoundExpression] {
      asked.compactMapValues { conditions in
        var known: [BoundExpression] = []
        for condition in conditions {
          guard let condition else { return nil }
          if !known.contains(condition) { known.append(condition) }
        }
        return known.count == 1 ? known[0] : .or(known)
      }
    }
  }
}

extension BoundExpression {
  /// The part of a condition that may be asked elsewhere, and costs little; nil where there is none.
  fileprivate var movable: BoundExpression? {
    .conjunction(conjuncts.filter { !$0.columns.isEmpty && !$0.contains { !$0.isPlain } })
  }

  private var isPlain: Bool {
    switch self {
    case .column, .constant, .and, .or, .not, .isNull, .inList, .cast, .call(.comparison, _, _),
      .call(.arithmetic, _, _):
      true
    default: false
    }
  }
}
