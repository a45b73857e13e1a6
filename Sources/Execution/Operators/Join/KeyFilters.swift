import Columnar
import Planning

/// Of a plan's columns the values that matter to a join above: rows with others may be dropped wherever they are met.
///
/// ```
/// lineitem ⋈ orders WHERE o_orderkey IN (57 keys)      the semi-join's right side is known first:
///   semi join on o_orderkey                            o_orderkey ∈ {57 keys}
///     inner join on l_orderkey = o_orderkey            so l_orderkey ∈ {57 keys} as well
///       scan lineitem, scan orders                     both read 57 orders
/// ```
/// A scan drops the rows; an operator that cannot tell what rows it would do without passes nothing on. The joins still
/// compare keys: to drop fewer rows than possible is never wrong.
struct KeyFilters: Sendable {
  private(set) var sets: [Int: [KeySet]] = [:]

  static let none = KeyFilters()

  mutating func add(_ set: KeySet, column: Int) { sets[column, default: []].append(set) }

  func adding(_ other: KeyFilters) -> KeyFilters {
    var both = self
    for (column, sets) in other.sets { both.sets[column, default: []] += sets }
    return both
  }

  /// What holds of the plan's inputs, in their order, where this holds of its output.
  func ofInputs(of plan: LogicalPlan) -> [KeyFilters] {
    guard !sets.isEmpty else { return plan.inputs.map { _ in .none } }
    switch plan {
    case .filter, .sort, .distinct: return [self]
    case .project(_, let expressions): return [moved { expressions[$0].columnIndex }]
    case .aggregate(let aggregate) where aggregate.sets == nil:
      return [moved { $0 < aggregate.groups.count ? aggregate.groups[$0].columnIndex : nil }]
    case .join(let join): return ofInputs(of: join)
    case .setOperation(.union, _, _, _): return [self, self]
    default: return plan.inputs.map { _ in .none }
    }
  }

  private func ofInputs(of join: JoinPlan) -> [KeyFilters] {
    let width = join.left.types.count
    let left = moved { $0 < width ? $0 : nil }
    let right = moved { $0 < width ? nil : $0 - width }
    switch join.kind {
    case .inner:
      return [
        left.adding(right.across(join) { ($0.right, $0.left) }),
        right.adding(left.across(join) { ($0.left, $0.right) }),
      ]
    case .left, .semi, .anti(isNullAware: false): return [left, left.across(join) { ($0.left, $0.right) }]
    case .anti(isNullAware: true): return [left, .none]
    case .right, .full: return [.none, .none]
    }
  }

  /// What holds of the other side, whose keys equal this one's.
  private func across(
    _ join: JoinPlan, _ sides: (JoinKey) -> (from: BoundExpression, to: BoundExpression)
  ) -> KeyFilters {
    var filters = KeyFilters.none
    for key in join.keys {
      let (from, to) = sides(key)
      guard let source = from.columnIndex, let target = to.columnIndex else { continue }
      for set in sets[source] ?? [] { filters.add(set, column: target) }
    }
    return filters
  }

  /// The columns sent through `map`; those without a counterpart are left out.
  private func moved(_ map: (Int) -> Int?) -> KeyFilters {
    var filters = KeyFilters.none
    for (column, sets) in sets {
      guard let target = map(column) else { continue }
      for set in sets { filters.add(set, column: target) }
    }
    return filters
  }
}

extension KeyFilters {
  private static let fewRows = 1 << 14

  /// That the columns among `expressions`, over `plan`, have a value of the key columns, which come in pieces. None
  /// where the plan's tables are small; with `ifSparse` only of keys that leave out most numbers among them.
  init(_ expressions: [BoundExpression], of plan: LogicalPlan, keys: [[Column]], ifSparse: Bool = false) {
    let rows = plan.scannedRows
    guard rows >= Self.fewRows else { return }
    for (index, expression) in expressions.enumerated() {
      guard let column = expression.columnIndex,
        let set = KeySet(keys.map { $0[index] }, rows: rows, ifSparse: ifSparse)
      else { continue }
      add(set, column: column)
    }
  }
}

extension BoundExpression {
  fileprivate var columnIndex: Int? { if case .column(let index, _) = self { index } else { nil } }
}

extension LogicalPlan {
  /// Rows of all its tables.
  fileprivate var scannedRows: Int {
    var rows = 0
    forEach(inSubqueries: false) { if case .scan(let scan) = $0 { rows += scan.table.rowEstimate } }
    return rows
  }
}
