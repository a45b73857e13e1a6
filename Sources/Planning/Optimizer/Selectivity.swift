import SQLTypes

/// About which share of rows a condition lets pass, as if conditions knew nothing of each other.
enum Selectivity {
  private static let unknown = 1.0 / 3
  private static let pattern = 0.1
  private static let null = 0.05

  /// `plan`: what the condition's columns are of, and how many rows it gives; nil where that is not known.
  static func of(_ condition: BoundExpression, over plan: LogicalPlan?, rows: Int) -> Double {
    switch condition {
    case .and(let operands): operands.reduce(1) { $0 * of($1, over: plan, rows: rows) }
    case .or(let operands): min(1, operands.reduce(0) { $0 + of($1, over: plan, rows: rows) })
    case .not(let operand): 1 - of(operand, over: plan, rows: rows)
    case .isNull(_, let isNegated): isNegated ? 1 - null : null
    case .inList(let value, let list, let isNegated):
      complement(min(1, Double(list.count) / distinct(value, plan, rows)), isNegated)
    case .call(.comparison(let function), let operands, _): comparison(function, operands, plan, rows)
    case .call(.pattern, _, _): pattern
    case .constant(.bool(let isTrue), _): isTrue ? 1 : 0
    default: unknown
    }
  }

  private static func complement(_ share: Double, _ isNegated: Bool) -> Double { isNegated ? 1 - share : share }

  private static func distinct(_ value: BoundExpression, _ plan: LogicalPlan?, _ rows: Int) -> Double {
    guard let plan, value.isColumn else { return 10 }
    return Double(DistinctEstimate.of(value, over: plan, rows: rows))
  }

  private static func comparison(
    _ function: ComparisonFunction, _ operands: [BoundExpression], _ plan: LogicalPlan?, _ rows: Int
  ) -> Double {
    switch function {
    case .equal, .notEqual:
      let values = operands.map { distinct($0, plan, rows) }.max() ?? 1
      return complement(1 / max(1, values), function == .notEqual)
    case .less, .lessOrEqual: return below(operands, plan) ?? unknown
    case .greater, .greaterOrEqual: return below(operands, plan).map { 1 - $0 } ?? unknown
    }
  }

  /// Where a constant lies between a column's least and greatest value.
  private static func below(_ operands: [BoundExpression], _ plan: LogicalPlan?) -> Double? {
    guard let plan, operands.count == 2 else { return nil }
    switch (operands[0], operands[1]) {
    case (.column(let column, _), .constant(.int(let value), _)): return share(of: column, below: value, plan)
    case (.constant(.int(let value), _), .column(let column, _)):
      return share(of: column, below: value, plan).map { 1 - $0 }
    default: return nil
    }
  }

  private static func share(of column: Int, below value: Int64, _ plan: LogicalPlan) -> Double? {
    guard let (scan, stored) = plan.origin(of: column), let bounds = scan.table.version.bounds(stored) else {
      return nil
    }
    let (least, most) = (Double(bounds.lowerBound), Double(bounds.upperBound))
    return most > least ? min(1, max(0, (Double(value) - least) / (most - least))) : unknown
  }
}
