import Planning

/// What evaluation asks about an expression before it looks at any row.
extension BoundExpression {
  /// Whether evaluating it for a row that does not need it could fail, or costs enough to avoid it.
  var mustBeLazy: Bool {
    switch self {
    case .constant, .column, .parameter, .placeholder: false
    case .cast, .subquery: true
    case .call(let function, let arguments, _):
      !function.isCheap || arguments.contains(where: \.mustBeLazy)
    case .and(let operands), .or(let operands), .coalesce(let operands, _): operands.contains(where: \.mustBeLazy)
    case .not(let operand), .isNull(let operand, _): operand.mustBeLazy
    case .inList(let value, let list, _): value.mustBeLazy || list.contains(where: \.mustBeLazy)
    case .conditional(let branches, let otherwise, _):
      otherwise.mustBeLazy || branches.contains { $0.condition.mustBeLazy || $0.result.mustBeLazy }
    }
  }

  /// Whether rows, those of a query outside among them, may give it other values.
  var dependsOnRow: Bool {
    contains { expression in
      switch expression {
      case .column, .parameter, .subquery: true
      case .call(let function, _, _): function.isVolatile
      default: false
      }
    }
  }
}

extension ScalarFunction {
  /// Never fails, and costs about as much as copying the row.
  fileprivate var isCheap: Bool {
    switch self {
    case .comparison, .extremum, .string(.length), .string(.octetLength), .datePart(.extract): true
    default: false
    }
  }
}
