import SQLTypes

extension BoundExpression {
  /// The tree with every node that `replace` answers put in place; where it gives nil its operands are looked at.
  ///
  /// A sub-query's own plan has columns of its own and is left alone; its parameters and operand belong to this tree.
  /// Throws what `replace` does.
  package func rewritten<Failure: Error>(
    _ replace: (BoundExpression) throws(Failure) -> BoundExpression?
  ) throws(Failure) -> BoundExpression {
    if let replacement = try replace(self) { return replacement }
    switch self {
    case .constant, .column, .parameter, .placeholder: return self
    case .call(let function, let arguments, let type):
      return .call(function, try arguments.rewritten(replace), type)
    case .cast(let operand, let type, let mode): return .cast(try operand.rewritten(replace), type, mode)
    case .and(let operands): return .and(try operands.rewritten(replace))
    case .or(let operands): return .or(try operands.rewritten(replace))
    case .not(let operand): return .not(try operand.rewritten(replace))
    case .isNull(let operand, let isNegated): return .isNull(try operand.rewritten(replace), isNegated: isNegated)
    case .coalesce(let operands, let type): return .coalesce(try operands.rewritten(replace), type)
    case .inList(let value, let list, let isNegated):
      return .inList(try value.rewritten(replace), try list.rewritten(replace), isNegated: isNegated)
    case .conditional(let branches, let otherwise, let type):
      var rewritten: [BoundBranch] = []
      for branch in branches {
        rewritten.append(
          BoundBranch(
            condition: try branch.condition.rewritten(replace), result: try branch.result.rewritten(replace)))
      }
      return .conditional(rewritten, otherwise: try otherwise.rewritten(replace), type)
    case .subquery(let subquery): return .subquery(try subquery.rewritten(replace))
    }
  }

  /// The operands, one level down; of a sub-query those that belong to this tree.
  package var operands: [BoundExpression] {
    switch self {
    case .constant, .column, .parameter, .placeholder: []
    case .call(_, let arguments, _): arguments
    case .cast(let operand, _, _), .not(let operand), .isNull(let operand, _): [operand]
    case .and(let operands), .or(let operands), .coalesce(let operands, _): operands
    case .inList(let value, let list, _): [value] + list
    case .conditional(let branches, let otherwise, _): branches.flatMap { [$0.condition, $0.result] } + [otherwise]
    case .subquery(let subquery): subquery.operands
    }
  }

  /// Whether the node or one below it is such.
  package func contains(where predicate: (BoundExpression) -> Bool) -> Bool {
    predicate(self) || operands.contains { $0.contains(where: predicate) }
  }

  /// The input columns it reads.
  package var columns: Set<Int> {
    if case .column(let index, _) = self { return [index] }
    return operands.reduce(into: []) { $0.formUnion($1.columns) }
  }

  /// The sub-queries in the tree, outermost first.
  var subqueries: [BoundSubquery] {
    let own: [BoundSubquery] = if case .subquery(let subquery) = self { [subquery] } else { [] }
    return own + operands.flatMap(\.subqueries)
  }

  package var isColumn: Bool { if case .column = self { true } else { false } }
  var isSubquery: Bool { if case .subquery = self { true } else { false } }
  var isParameter: Bool { if case .parameter = self { true } else { false } }

  /// Column numbers sent through `map`.
  package func remapped(_ map: (Int) -> Int) -> BoundExpression {
    rewritten { expression in
      if case .column(let index, let type) = expression { .column(map(index), type) } else { nil }
    }
  }

  /// Of an expression over projected columns the one over the projection's input.
  func reading(_ projected: [BoundExpression]) -> BoundExpression {
    rewritten { expression in
      if case .column(let index, _) = expression { projected[index] } else { nil }
    }
  }

  /// The operands of a conjunction, or the expression alone.
  package var conjuncts: [BoundExpression] {
    if case .and(let operands) = self { return operands.flatMap(\.conjuncts) }
    return [self]
  }

  /// All of them at once; nil for none.
  package static func conjunction(_ operands: [BoundExpression]) -> BoundExpression? {
    operands.count > 1 ? .and(operands) : operands.first
  }
}

extension BoundSubquery {
  var operands: [BoundExpression] {
    switch kind {
    case .scalar, .exists, .array: parameters
    case .membership(let value, _), .comparison(let value, _, _): parameters + [value]
    }
  }

  func rewritten<Failure: Error>(
    _ replace: (BoundExpression) throws(Failure) -> BoundExpression?
  ) throws(Failure) -> BoundSubquery {
    var copy = self
    copy.parameters = try parameters.rewritten(replace)
    switch kind {
    case .scalar, .exists, .array: break
    case .membership(let value, let isNegated):
      copy.kind = .membership(try value.rewritten(replace), isNegated: isNegated)
    case .comparison(let value, let function, let isAll):
      copy.kind = .comparison(try value.rewritten(replace), function, isAll: isAll)
    }
    return copy
  }
}

extension [BoundExpression] {
  /// Throws what `replace` does.
  package func rewritten<Failure: Error>(
    _ replace: (BoundExpression) throws(Failure) -> BoundExpression?
  ) throws(Failure) -> [BoundExpression] {
    var rewritten: [BoundExpression] = []
    for expression in self { rewritten.append(try expression.rewritten(replace)) }
    return rewritten
  }
}
