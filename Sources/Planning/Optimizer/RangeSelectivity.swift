import SQLTypes

/// About which share of rows lies where comparisons of a column with constants want it, as if its values lay evenly
/// between the least and the greatest.
///
/// ```
/// price 0.09…99.99      price >= 64      0.64…1
///                       price <= 74      0…0.74     together 0.64…0.74: a tenth, and not a third of a third
/// ```
struct RangeSelectivity {
  private let plan: LogicalPlan
  /// What of the way from the least to the greatest value is wanted, by column.
  private var parts: [Int: ClosedRange<Double>] = [:]

  init(_ plan: LogicalPlan) { self.plan = plan }

  var share: Double { parts.values.reduce(1) { $0 * ($1.upperBound - $1.lowerBound) } }

  /// False for another condition, and for a column whose bounds nobody knows.
  mutating func add(_ condition: BoundExpression) -> Bool {
    guard case .call(.comparison(let function), let operands, _) = condition, operands.count == 2,
      let isBelow = function.isBelow
    else { return false }
    return add(operands[0], isBelow, operands[1]) || add(operands[1], !isBelow, operands[0])
  }

  private mutating func add(_ value: BoundExpression, _ isBelow: Bool, _ constant: BoundExpression) -> Bool {
    guard let column = value.keptColumn, let limit = constant.number, let share = share(of: column, below: limit)
    else { return false }
    let part = isBelow ? 0...share : share...1
    parts[column.index] = parts[column.index].map { $0.clamped(to: part) } ?? part
    return true
  }

  private func share(of column: (index: Int, type: DataType), below limit: Double) -> Double? {
    guard let (scan, stored) = plan.origin(of: column.index), let bounds = scan.table.version.bounds(stored) else {
      return nil
    }
    let (least, most) = (Double(bounds.lowerBound) / column.type.unit, Double(bounds.upperBound) / column.type.unit)
    return most > least ? min(1, max(0, (limit - least) / (most - least))) : nil
  }
}

extension BoundExpression {
  /// The column, and its type, whose numbers the expression has: its own or under a wider type.
  var keptColumn: (index: Int, type: DataType)? {
    switch self {
    case .column(let index, let type): (index, type)
    case .cast(let operand, let type, _) where type.isExact && operand.type.isExact: operand.keptColumn
    default: nil
    }
  }

  /// Of a constant in the unit of its type; nil for others.
  fileprivate var number: Double? {
    switch self {
    case .constant(.int(let value), let type): Double(value) / type.unit
    case .constant(.int128(let value), let type): Double(value) / type.unit
    default: nil
    }
  }
}

extension DataType {
  fileprivate var isExact: Bool { isInteger || isDecimal }

  /// What one is, among the whole numbers that values are kept as.
  fileprivate var unit: Double {
    guard case .decimal(_, let scale) = self else { return 1 }
    return (0..<scale).reduce(1) { unit, _ in unit * 10 }
  }
}

extension ComparisonFunction {
  /// Whether it holds for values below the other operand, or those above; nil for neither.
  fileprivate var isBelow: Bool? {
    switch self {
    case .equal, .notEqual: nil
    case .less, .lessOrEqual: true
    case .greater, .greaterOrEqual: false
    }
  }
}
