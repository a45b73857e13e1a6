import SQLTypes

extension JoinPlan {
  /// A join under any condition over the left columns followed by the right ones: equalities between the sides become
  /// keys, conditions on one side alone move into that side where the join kind allows it, the rest stays behind.
  package init(_ kind: Kind, _ left: LogicalPlan, _ right: LogicalPlan, condition: BoundExpression?) {
    self.init(kind, left, right, keys: [], residual: nil)
    let width = left.types.count
    var residual: [BoundExpression] = []
    for conjunct in condition?.conjuncts ?? [] {
      if let key = JoinKey(conjunct, leftWidth: width) {
        keys.append(key)
      } else if !sink(conjunct, leftWidth: width) {
        residual.append(conjunct)
      }
    }
    self.residual = .conjunction(residual)
  }

  /// Moves a one-sided condition into its side: the side whose unmatched rows the join drops anyway.
  private mutating func sink(_ conjunct: BoundExpression, leftWidth: Int) -> Bool {
    let columns = conjunct.columns
    guard !columns.isEmpty, !conjunct.contains(where: \.isSubquery) else { return false }
    let mayFilterLeft = kind == .inner || kind == .right || kind == .semi
    let mayFilterRight = kind == .inner || kind == .left || kind == .semi || kind == .anti(isNullAware: false)
    if mayFilterLeft && columns.allSatisfy({ $0 < leftWidth }) {
      left = .filter(left, conjunct)
      return true
    }
    if mayFilterRight && columns.allSatisfy({ $0 >= leftWidth }) {
      right = .filter(right, conjunct.remapped { $0 - leftWidth })
      return true
    }
    return false
  }
}

extension JoinKey {
  /// `a = b` with one side over the left columns and the other over the right.
  init?(_ condition: BoundExpression, leftWidth: Int) {
    guard case .call(.comparison(.equal), let operands, _) = condition, operands.count == 2,
      !condition.contains(where: \.isSubquery)
    else { return nil }
    let sides = operands.map { Side($0.columns, leftWidth: leftWidth) }
    switch (sides[0], sides[1]) {
    case (.left, .right):
      self.init(left: operands[0], right: operands[1].remapped { $0 - leftWidth })
    case (.right, .left):
      self.init(left: operands[1], right: operands[0].remapped { $0 - leftWidth })
    default: return nil
    }
  }

  private enum Side {
    case left, right, other

    init(_ columns: Set<Int>, leftWidth: Int) {
      if columns.isEmpty {
        self = .other
      } else if columns.allSatisfy({ $0 < leftWidth }) {
        self = .left
      } else {
        self = columns.allSatisfy { $0 >= leftWidth } ? .right : .other
      }
    }
  }
}
