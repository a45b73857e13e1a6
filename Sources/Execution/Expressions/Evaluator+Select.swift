import Columnar
import Planning
import SQLTypes

/// Predicates as lists of rows: what filters and joins want, without a column of booleans in between.
extension Evaluator {
  /// The rows for which the predicate is true, ascending; nil for all of them. Errors: as `evaluate`.
  package func select(_ predicate: BoundExpression, _ batch: Batch) throws -> [UInt32]? {
    guard batch.count > 0 else { return nil }
    if let rows = try selectByDictionary(predicate, batch) { return rows.orAll(batch.count) }
    switch predicate {
    case .and(let operands): return try selectAll(operands, batch)
    case .isNull(let operand, let isNegated):
      return selectNulls(try evaluate(operand, batch), isNegated: isNegated, batch.count)
    case .call(.comparison(let function), let operands, _):
      if let range = packedRange(predicate, batch) { return select([range], batch) }
      return try selectComparison(function, operands, batch) ?? selectTrue(evaluate(predicate, batch))
    default: return try selectTrue(evaluate(predicate, batch))
    }
  }

  /// Each condition narrows the rows; the later ones see only what is left, unless most is left and they are harmless.
  private func selectAll(_ conditions: [BoundExpression], _ batch: Batch) throws -> [UInt32]? {
    let ranges = conditions.lazy.map { packedRange($0, batch) }.prefix { $0 != nil }.compactMap(\.self)
    var rows = ranges.isEmpty ? nil : select(Array(ranges), batch)
    for condition in conditions.dropFirst(ranges.count) {
      guard let current = rows else {
        rows = try select(condition, batch)
        continue
      }
      if current.isEmpty { return current }
      let part = restricted(batch, to: current, for: [condition])
      if let kept = try select(condition, part) { rows = kept.map { current[Int($0)] } }
    }
    return rows
  }

  private func selectNulls(_ column: Column, isNegated: Bool, _ count: Int) -> [UInt32]? {
    let validity = column.validity
    if column.isConstant || validity.isAllValid {
      let isTrue = (validity.isAllValid || validity[0]) == isNegated
      return isTrue ? nil : []
    }
    return selectedRows(count: count) { validity[$0] == isNegated }.orAll(count)
  }

  private func selectTrue(_ column: Column) throws -> [UInt32]? {
    let values = try column.bools
    let validity = column.validity
    if column.isConstant { return values[0] && validity[0] ? nil : [] }
    let count = column.count
    return values.withUnsafeBufferPointer { values in
      // `selectedRows` asks for rows below `count`, which is the number of values.
      validity.isAllValid
        ? selectedRows(count: count) { values[$0] } : selectedRows(count: count) { values[$0] && validity[$0] }
    }.orAll(count)
  }

  /// A column against a constant, straight to row numbers; nil where the general path has to do it.
  private func selectComparison(
    _ function: ComparisonFunction, _ operands: [BoundExpression], _ batch: Batch
  ) throws -> [UInt32]?? {
    if try foldedNull(operands, .boolean, batch) != nil { return .some([]) }
    let left = try evaluate(operands[0], batch)
    let right = try evaluate(operands[1], batch)
    if left.isConstantNull || right.isConstantNull { return .some([]) }
    let call = KernelCall(
      arguments: [left, right], type: .boolean, count: batch.count,
      validity: left.isConstant
        ? right.validity : right.isConstant ? left.validity : left.validity.intersection(right.validity),
      isLiteral: false, context: context)
    if left.isConstant { return .some(try selectTrue(call.comparison(function))) }
    guard right.isConstant, case .strings(let strings) = left.storage, case .strings(let one) = right.storage,
      left.type != .super, !left.type.isCaseInsensitive, !right.type.isCaseInsensitive
    else { return .some(try selectTrue(call.comparison(function))) }
    return .some(selectStrings(strings, function, one.view(0), left.validity))
  }

  /// Compares 16-byte views, of a dictionary each once; NULL rows hold the empty view and are dropped.
  private func selectStrings(
    _ strings: StringColumn, _ function: ComparisonFunction, _ constant: StringView, _ validity: Validity
  ) -> [UInt32]? {
    let trimmed = strings.flattenedIfSmaller.trimmed
    let isWanted = compare(trimmed.values, function, constant.trimmed)
    let count = trimmed.count
    let rows = isWanted.withUnsafeBufferPointer { isWanted in
      switch trimmed.codes {
      case .bytes(let codes)?: wantedRows(codes, isWanted)
      case .shorts(let codes)?: wantedRows(codes, isWanted)
      case .words(let codes)?: wantedRows(codes, isWanted)
      case nil: selectedRows(count: count) { isWanted[$0] }
      }
    }
    guard !validity.isAllValid else { return rows.orAll(count) }
    return rows.filter { validity[Int($0)] }.orAll(count)
  }

  private func compare(_ values: [StringView], _ function: ComparisonFunction, _ constant: StringView) -> [Bool] {
    switch function {
    case .equal: mapped(values, count: values.count) { $0 == constant }
    case .notEqual: mapped(values, count: values.count) { $0 != constant }
    case .less: mapped(values, count: values.count) { $0.compare(constant) < 0 }
    case .lessOrEqual: mapped(values, count: values.count) { $0.compare(constant) <= 0 }
    case .greater: mapped(values, count: values.count) { $0.compare(constant) > 0 }
    case .greaterOrEqual: mapped(values, count: values.count) { $0.compare(constant) >= 0 }
    }
  }

  /// A code is an index into the dictionary, and rows are below the number of codes.
  func wantedRows(
    _ codes: [some UnsignedInteger & FixedWidthInteger], _ isWanted: UnsafeBufferPointer<Bool>
  ) -> [UInt32] {
    codes.withUnsafeBufferPointer { codes in selectedRows(count: codes.count) { isWanted[Int(codes[$0])] } }
  }
}

extension [UInt32] {
  /// nil where the list names all of `count` rows.
  func orAll(_ count: Int) -> [UInt32]? { self.count == count ? nil : self }
}
