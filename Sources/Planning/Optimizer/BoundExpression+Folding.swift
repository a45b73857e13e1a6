import SQLTypes

extension BoundExpression {
  /// The same expression without what is known: texts and whole numbers that are written out are compared, added and
  /// given wider types, and AND and OR do without operands that decide nothing.
  ///
  /// ```
  /// ('s' = 's' AND year = 2001) OR ('s' = 'w' AND year = 2002)      year = 2001
  /// ```
  var folded: BoundExpression {
    switch self {
    case .and(let operands): Self.junction(operands.map(\.folded), decisive: false)
    case .or(let operands): Self.junction(operands.map(\.folded), decisive: true)
    case .call(let function, let operands, let type): Self.folded(function, operands.map(\.folded), type)
    case .inList(let value, let list, let isNegated): .inList(value.folded, list.map(\.folded), isNegated: isNegated)
    case .cast(let operand, let type, let mode): operand.folded.cast(to: type) ?? .cast(operand.folded, type, mode)
    default: self
    }
  }

  /// A constant that a type holds as it is; nil for others.
  private func cast(to type: DataType) -> BoundExpression? {
    switch (self, type) {
    case (.constant(.string(let text), .unknown), .varchar(let bytes)),
      (.constant(.string(let text), .varchar), .varchar(let bytes)):
      text.utf8.count <= bytes ? .constant(.string(text), type) : nil
    case (.constant(.int(let value), .smallint), .integer), (.constant(.int(let value), .smallint), .bigint),
      (.constant(.int(let value), .integer), .bigint):
      .constant(.int(value), type)
    default: nil
    }
  }

  private static func folded(
    _ function: ScalarFunction, _ operands: [BoundExpression], _ type: DataType
  ) -> BoundExpression {
    switch function {
    case .comparison(let function): comparison(function, operands) ?? .call(.comparison(function), operands, type)
    case .arithmetic(let function): arithmetic(function, operands, type) ?? .call(.arithmetic(function), operands, type)
    default: .call(function, operands, type)
    }
  }

  /// A sum or difference of whole numbers that its type holds; nil for others.
  private static func arithmetic(
    _ function: ArithmeticFunction, _ operands: [BoundExpression], _ type: DataType
  ) -> BoundExpression? {
    guard operands.count == 2, case .constant(.int(let left), type) = operands[0],
      case .constant(.int(let right), type) = operands[1], type == .integer || type == .bigint
    else { return nil }
    let (value, isTooLarge) =
      switch function {
      case .add: left.addingReportingOverflow(right)
      case .subtract: left.subtractingReportingOverflow(right)
      default: (0, true)
      }
    guard !isTooLarge, type == .bigint || Int32(exactly: value) != nil else { return nil }
    return .constant(.int(value), type)
  }

  private static func junction(_ operands: [BoundExpression], decisive: Bool) -> BoundExpression {
    if operands.contains(truth(decisive)) { return truth(decisive) }
    let rest = operands.filter { $0 != truth(!decisive) }
    if rest.count < 2 { return rest.first ?? truth(!decisive) }
    return decisive ? .or(rest) : .and(rest)
  }

  private static func comparison(_ function: ComparisonFunction, _ operands: [BoundExpression]) -> BoundExpression? {
    guard operands.count == 2, case .constant(let left, let type) = operands[0],
      case .constant(let right, let other) = operands[1], !type.isCaseInsensitive, !other.isCaseInsensitive
    else { return nil }
    let isEqual: Bool
    switch (left, right) {
    case (.int(let left), .int(let right)) where type == other: isEqual = left == right
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
