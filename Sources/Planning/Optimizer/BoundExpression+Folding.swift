import SQLTypes

extension BoundExpression {
  /// The same condition without what is known: texts and whole numbers that are written out are compared, and AND, OR and
  /// NOT do without operands that decide nothing.
  ///
  /// ```
  /// ('s' = 's' AND year = 2001) OR ('s' = 'w' AND year = 2002)      year = 2001
  /// ```
  var folded: BoundExpression {
    switch self {
    case .and(let operands): Self.junction(operands.map(\.folded), decisive: false)
    case .or(let operands): Self.junction(operands.map(\.folded), decisive: true)
    case .call(.comparison(let function), let operands, _): Self.comparison(function, operands) ?? self
    default: self
    }
  }

  private static func junction(_ operands: [BoundExpression], decisive: Bool) -> BoundExpression {
    if operands.contains(truth(decisive)) { return truth(decisive) }
    let rest = operands.filter { $0 != truth(!decisive) }
    if rest.count < 2 { return rest.first ?? truth(!decisive) }
    return decisive ? .or(rest) : .and(rest)
  }

  private static func comparison(_ function: ComparisonFunction, _ operands: [BoundExpression]) -> BoundExpression? {
    guard case .constant(let left, let type) = operands[0], case .constant(let right, let other) = operands[1],
      type.physical == other.physical
    else { return nil }
    let isEqual: Bool
    switch (left, right) {
    case (.int(let left), .int(let right)): isEqual = left == right
    case (.string(let left), .string(let right)) where type.isCharacter && other.isCharacter:
      isEqual = left.comparedBytes.elementsEqual(right.comparedBytes)
    default: return nil
    }
    switch function {
    case .equal: return truth(isEqual)
    case .notEqual: return truth(!isEqual)
    default: return nil
    }
  }

  private static func truth(_ value: Bool) -> BoundExpression { .constant(.bool(value), .boolean) }
}

extension String {
  /// What comparisons of character values see, from the end.
  fileprivate var comparedBytes: some Sequence<UInt8> { utf8.reversed().drop { $0 == 0x20 } }
}
