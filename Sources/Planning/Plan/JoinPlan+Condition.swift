import SQLTypes

extension JoinPlan {
  /// A join under any condition over the left columns followed by the right ones: equalities between the sides become
  /// keys, conditions on one side alone move into that side where the join kind allows it, the rest stays behind.
  package init(_ kind: Kind, _ left: LogicalPlan, _ right: LogicalPlan, condition: BoundExpression?) {
    self.init(kind, left, right, keys: [], residual: nil)
    let width = left.types.count
    var (ofLeft, ofRight, residual): ([BoundExpression], [BoundExpression], [BoundExpression]) = ([], [], [])
    for conjunct in condition?.conjuncts ?? [] {
      if let key = JoinKey(conjunct, leftWidth: width) {
        keys.append(key)
        continue
      }
      switch side(of: conjunct, leftWidth: width) {
      case .left: ofLeft.append(conjunct)
      case .right: ofRight.append(conjunct.remapped { $0 - width })
      case .other: residual.append(conjunct)
      }
    }
    self.left = FilterPushdown.filtered(left, ofLeft)
    self.right = FilterPushdown.filtered(right, ofRight)
    self.residual = .conjunction(residual)
  }

  /// Where a condition may be asked: on the side that it is about, if the join drops its unmatched rows anyway.
  private func side(of conjunct: BoundExpression, leftWidth: Int) -> JoinKey.Side {
    guard !conjunct.contains(where: \.isSubquery) else { return .other }
    let mayFilterLeft = kind == .inner || kind == .right || kind == .semi
    let mayFilterRight = kind == .inner || kind == .left || kind == .semi || kind == .anti(isNullAware: false)
    switch JoinKey.Side(conjunct.columns, leftWidth: leftWidth) {
    case .left where mayFilterLeft: return .left
    case .right where mayFilterRight: return .right
    default: return .other
    }
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

  fileprivate enum Side {
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
