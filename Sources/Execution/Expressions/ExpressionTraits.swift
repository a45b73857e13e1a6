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

  /// Adds the input columns it reads.
  func collectColumns(into columns: inout Set<Int>) {
    switch self {
    case .constant, .parameter, .placeholder: break
    case .column(let index, _): columns.insert(index)
    case .call(_, let operands, _), .and(let operands), .or(let operands), .coalesce(let operands, _):
      for operand in operands { operand.collectColumns(into: &columns) }
    case .cast(let operand, _, _), .not(let operand), .isNull(let operand, _):
      operand.collectColumns(into: &columns)
    case .inList(let value, let list, _):
      for operand in [value] + list { operand.collectColumns(into: &columns) }
    case .conditional(let branches, let otherwise, _):
      for branch in branches {
        branch.condition.collectColumns(into: &columns)
        branch.result.collectColumns(into: &columns)
      }
      otherwise.collectColumns(into: &columns)
    case .subquery(let subquery): subquery.collectColumns(into: &columns)
    }
  }
}

extension BoundSubquery {
  fileprivate func collectColumns(into columns: inout Set<Int>) {
    for parameter in parameters { parameter.collectColumns(into: &columns) }
    switch kind {
    case .scalar, .exists: break
    case .membership(let value, _), .comparison(let value, _, _): value.collectColumns(into: &columns)
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
