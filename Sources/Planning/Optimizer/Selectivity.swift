import SQLTypes

/// About which share of rows a condition lets pass, as if conditions knew nothing of each other, but for ranges of one
/// column.
enum Selectivity {
  private static let unknown = 1.0 / 3
  private static let pattern = 0.1
  private static let null = 0.05

  /// `plan`: what the condition's columns are of, and how many rows it gives; nil where that is not known.
  static func of(_ condition: BoundExpression, over plan: LogicalPlan?, rows: Int) -> Double {
    switch condition {
    case .and(let operands): conjunction(operands, plan, rows)
    case .or(let operands): min(1, operands.reduce(0) { $0 + of($1, over: plan, rows: rows) })
    case .not(let operand): 1 - of(operand, over: plan, rows: rows)
    case .isNull(_, let isNegated): isNegated ? 1 - null : null
    case .inList(let value, let list, let isNegated):
      complement(min(1, Double(list.count) / distinct(value, plan, rows)), isNegated)
    case .call(.comparison(.equal), let operands, _): equality(operands, plan, rows)
    case .call(.comparison(.notEqual), let operands, _): 1 - equality(operands, plan, rows)
    case .call(.comparison, _, _): range(condition, plan)
    case .call(.pattern, _, _): pattern
    case .constant(.bool(let isTrue), _): isTrue ? 1 : 0
    default: unknown
    }
  }

  private static func complement(_ share: Double, _ isNegated: Bool) -> Double { isNegated ? 1 - share : share }

  private static func distinct(_ value: BoundExpression, _ plan: LogicalPlan?, _ rows: Int) -> Double {
    guard let plan, value.keptColumn != nil else { return 10 }
    return Double(DistinctEstimate.of(value, over: plan, rows: rows))
  }

  private static func equality(_ operands: [BoundExpression], _ plan: LogicalPlan?, _ rows: Int) -> Double {
    1 / max(1, operands.map { distinct($0, plan, rows) }.max() ?? 1)
  }

  /// Ranges of one column count together.
  private static func conjunction(_ operands: [BoundExpression], _ plan: LogicalPlan?, _ rows: Int) -> Double {
    guard let plan else { return operands.reduce(1) { $0 * of($1, over: nil, rows: rows) } }
    var ranges = RangeSelectivity(plan)
    let others = operands.filter { !ranges.add($0) }
    return others.reduce(max(ranges.share, 1 / Double(max(1, rows)))) { $0 * of($1, over: plan, rows: rows) }
  }

  private static func range(_ condition: BoundExpression, _ plan: LogicalPlan?) -> Double {
    guard let plan else { return unknown }
    var range = RangeSelectivity(plan)
    return range.add(condition) ? range.share : unknown
  }
}
