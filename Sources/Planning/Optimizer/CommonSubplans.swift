/// Groups that are computed in several places of a statement are computed once, and read from there as a common table
/// is.
///
/// ```
/// aggregate sum(a.y) by a.x       shared 2: aggregate sum(a.y) by a.x
/// aggregate sum(a.y) by a.x   →   shared 2: the same
/// ```
/// Of plans that are the same operator by operator; none whose values may differ each time, or that reads a row
/// outside.
enum CommonSubplans {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    var groupings = Groupings(of: plan)
    return groupings.areRepeated ? groupings.sharing(in: plan, from: plan.greatestID + 1) : plan
  }
}

/// The aggregates of a statement, outermost first; not those of common tables, which are shared already.
///
/// Only those of one fingerprint are compared, so that thousands of them take time linear in their number.
private struct Groupings {
  private struct Grouping {
    /// By its index, the first that is the same: its own where there is none. None where it may not be shared.
    var first: Int?
    /// With those among its inputs.
    var count = 1
  }

  /// What a plan says of itself to those above it.
  private struct Facts {
    var fingerprint: Int
    /// Whether it gives the same rows wherever it stands in the statement.
    var isSettled: Bool
  }

  private var groupings: [Grouping] = []
  private var firsts: [Int: [(index: Int, plan: LogicalPlan)]] = [:]
  private var settledCommonTables: [Int: Bool] = [:]
  /// By the first of each kind that is there more than once.
  private var ranks: [Int: Int] = [:]
  private var next = 0

  init(of plan: LogicalPlan) {
    _ = collect(plan)
    var counts: [Int: Int] = [:]
    for grouping in groupings { if let first = grouping.first { counts[first, default: 0] += 1 } }
    for first in counts.keys.sorted() where counts[first]! > 1 { ranks[first] = ranks.count }
  }

  var areRepeated: Bool { !ranks.isEmpty }

  private mutating func collect(_ plan: LogicalPlan) -> Facts {
    switch plan {
    case .shared(let table): return Facts(fingerprint: table.id, isSettled: isSettled(table))
    case .recursiveUnion: return Facts(fingerprint: 0, isSettled: false)
    default: break
    }
    let index = groupings.count
    if case .aggregate = plan { groupings.append(Grouping()) }
    let expressions = plan.expressions
    var isSettled = expressions.allSatisfy(\.isSettled)
    var hasher = Hasher()
    plan.hashOperator(into: &hasher)
    hasher.combine(expressions)
    for input in plan.inputs {
      let facts = collect(input)
      hasher.combine(facts.fingerprint)
      isSettled = isSettled && facts.isSettled
    }
    let facts = Facts(fingerprint: hasher.finalize(), isSettled: isSettled)
    if case .aggregate = plan { enter(plan, facts, at: index) }
    return facts
  }

  private mutating func enter(_ plan: LogicalPlan, _ facts: Facts, at index: Int) {
    groupings[index].count = groupings.count - index
    guard facts.isSettled else { return }
    if let first = firsts[facts.fingerprint]?.first(where: { $0.plan.isSame(as: plan) }) {
      groupings[index].first = first.index
    } else {
      groupings[index].first = index
      firsts[facts.fingerprint, default: []].append((index, plan))
    }
  }

  private mutating func isSettled(_ table: SharedPlan) -> Bool {
    if let known = settledCommonTables[table.id] { return known }
    var isSettled = true
    table.plan.forEach(inSubqueries: false) { isSettled = isSettled && $0.expressions.allSatisfy(\.isSettled) }
    settledCommonTables[table.id] = isSettled
    return isSettled
  }

  /// `plan` is that of which these are the aggregates; the shared plans are numbered from `id`.
  mutating func sharing(in plan: LogicalPlan, from id: Int) -> LogicalPlan {
    switch plan {
    case .shared, .recursiveUnion: return plan
    case .aggregate:
      let grouping = groupings[next]
      if let first = grouping.first, let rank = ranks[first] {
        next += grouping.count
        return .shared(SharedPlan(id: id + rank, plan))
      }
      next += 1
    default: break
    }
    return plan.mapInputs { sharing(in: $0, from: id) }
  }
}

extension LogicalPlan {
  /// Of what is shared or recursive anywhere in the statement, sub-queries included.
  fileprivate var greatestID: Int {
    var greatest = 0
    forEach { plan in
      switch plan {
      case .shared(let table): greatest = max(greatest, table.id)
      case .recursiveUnion(let id, _, _), .workTable(let id, _): greatest = max(greatest, id)
      default: break
      }
    }
    return greatest
  }

  fileprivate func isSame(as other: LogicalPlan) -> Bool {
    hasSameOperator(as: other) && expressions == other.expressions
      && (isShared || zip(inputs, other.inputs).allSatisfy { $0.isSame(as: $1) })
  }

  private var isShared: Bool { if case .shared = self { true } else { false } }

  /// But for its expressions and inputs. What is not listed is never the same.
  private func hasSameOperator(as other: LogicalPlan) -> Bool {
    switch (self, other) {
    case (.scan(let left), .scan(let right)):
      left.table.id == right.table.id && left.table.revision == right.table.revision && left.columns == right.columns
    case (.filter, .filter), (.project, .project): true
    case (.join(let left), .join(let right)): left.kind == right.kind && left.keys.count == right.keys.count
    case (.aggregate(let left), .aggregate(let right)):
      left.groups.count == right.groups.count && left.aggregates == right.aggregates && left.sets == right.sets
    case (.setOperation(let left, let leftIsAll, _, _), .setOperation(let right, let rightIsAll, _, _)):
      left == right && leftIsAll == rightIsAll
    case (.shared(let left), .shared(let right)): left.id == right.id
    default: false
    }
  }

  /// What `hasSameOperator` compares, as far as it tells plans apart.
  fileprivate func hashOperator(into hasher: inout Hasher) {
    switch self {
    case .scan(let scan):
      hasher.combine(scan.table.id)
      hasher.combine(scan.columns)
    case .join(let join): hasher.combine(join.kind)
    case .aggregate(let plan): hasher.combine(plan.aggregates.count)
    default: break
    }
  }
}

extension BoundExpression {
  /// Whether it has the same value in each place.
  fileprivate var isSettled: Bool { !isVolatile && !contains { $0.isSubquery || $0.isParameter } }
}
