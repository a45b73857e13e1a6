import Columnar
import Planning
import SQLTypes

/// Three-valued logic.
extension Evaluator {
  /// AND (`stopsAt` false) and OR (`stopsAt` true): an operand with that value decides its rows.
  ///
  /// Later operands that may fail are evaluated only for rows still undecided.
  func junction(_ operands: [BoundExpression], stopsAt decisive: Bool, _ batch: Batch) throws -> Column {
    var result = try evaluate(operands[0], batch)
    for operand in operands.dropFirst() {
      if try isDecided(result, decisive) { return result }
      let next =
        operand.mustBeLazy ? try undecided(operand, result, decisive, batch) : try evaluate(operand, batch)
      result = try combine(result, next, decisive)
    }
    return result
  }

  private func isDecided(_ column: Column, _ decisive: Bool) throws -> Bool {
    guard column.validity.isAllValid else { return false }
    return try !column.bools.contains(!decisive)
  }

  /// The operand for rows that are not decided yet; decided rows repeat the decisive value.
  private func undecided(
    _ operand: BoundExpression, _ result: Column, _ decisive: Bool, _ batch: Batch
  ) throws -> Column {
    let values = try result.bools
    let mask = result.indexMask
    let validity = result.validity
    let rows = selectedRows(count: batch.count) { values[$0 & mask] != decisive || !validity[$0 & mask] }
    if rows.count == batch.count { return try evaluate(operand, batch) }
    let part = try evaluate(operand, restricted(batch, to: rows, for: [operand])).expanded
    let partValues = try part.bools
    var bools = [Bool](repeating: decisive, count: batch.count)
    var valid = [Bool](repeating: true, count: batch.count)
    for (index, row) in rows.enumerated() {
      bools[Int(row)] = partValues[index]
      valid[Int(row)] = part.validity[index]
    }
    return Column(.boolean, bools: bools, validity: Validity(valid: valid))
  }

  private func combine(_ left: Column, _ right: Column, _ decisive: Bool) throws -> Column {
    let (l, r) = (try left.bools, try right.bools)
    let (leftMask, rightMask) = (left.indexMask, right.indexMask)
    let count = left.count
    let values = zipped(l, leftMask, r, rightMask, count: count) { decisive ? $0 || $1 : $0 && $1 }
    if left.validity.isAllValid && right.validity.isAllValid {
      return Column(.boolean, bools: values)
    }
    // Known where both are known, or where one that is known decides. NULL rows count as undecided, whatever they hold.
    var bools = values
    var valid = [Bool](repeating: true, count: count)
    for row in 0..<count {
      let isLeft = left.validity[row & leftMask]
      let isRight = right.validity[row & rightMask]
      if isLeft && isRight { continue }
      let isDecisive = isLeft && l[row & leftMask] == decisive || isRight && r[row & rightMask] == decisive
      bools[row] = decisive
      valid[row] = isDecisive
    }
    return Column(.boolean, bools: bools, validity: Validity(valid: valid))
  }

  func negate(_ column: Column) throws -> Column {
    let values = try column.bools
    let negated = mapped(values, count: values.count) { !$0 }
    return Column(
      .boolean, count: column.count, .bools(negated), validity: column.validity, isConstant: column.isConstant)
  }

  func nullTest(_ column: Column, isNegated: Bool) throws -> Column {
    if column.isConstant || column.validity.isAllValid {
      let isNull = !column.validity.isAllValid && !column.validity[0]
      return .constant(.bool(isNull != isNegated), .boolean, count: column.count)
    }
    let validity = column.validity
    return Column(.boolean, bools: (0..<column.count).map { validity[$0] == isNegated })
  }
}
