import SQLSyntax
import SQLTypes

/// What stands with arrays, sets of rows and collations.
extension ExpressionBinder {
  /// `x = ANY (ARRAY[…])` is IN, the rest of such comparisons is spelled out; other arrays have a kernel.
  func bindQuantified(_ value: Expression, _ op: BinaryOperator, isAll: Bool, _ array: Expression) throws(SQLError)
    -> BoundExpression
  {
    guard case .array(let elements) = array, !elements.isEmpty else {
      return try FunctionCatalog.quantified(bind(value), op, isAll: isAll, bind(array))
    }
    if op == .equal, !isAll { return try bind(.inList(value, elements, isNegated: false)) }
    if op == .notEqual, isAll { return try bind(.inList(value, elements, isNegated: true)) }
    var comparisons: [BoundExpression] = []
    for element in elements { comparisons.append(try bind(.binary(op, value, element, position: 0))) }
    if comparisons.count == 1 { return comparisons[0] }
    return isAll ? .and(comparisons) : .or(comparisons)
  }

  /// A call that gives several rows: its SELECT makes them.
  func bindSet(_ call: FunctionCall) throws(SQLError) -> BoundExpression {
    noteLeaderFunction(call.name.last)
    if let listed = try binder.listedTexts(call) { return try slot(for: listed) }
    guard let set = try FunctionCatalog.set(call.name.last, bind(all: call.arguments)) else {
      throw .notSupported("function \(call.name.last)")
    }
    return try slot(for: set)
  }

  private func slot(for set: SetCall) throws(SQLError) -> BoundExpression {
    guard let select, clause.allowsSets else {
      throw SQLError(.featureNotSupported, "set-valued function called in context that cannot accept a set")
    }
    let index = select.sets.firstIndex(of: set) ?? select.sets.count
    if index == select.sets.count { select.sets.append(set) }
    return .placeholder(.set(index), set.type)
  }
}
