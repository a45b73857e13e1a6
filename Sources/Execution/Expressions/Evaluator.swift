import Columnar
import Planning
import SQLTypes

/// Computes expressions over a batch, a column at a time.
///
/// `WHERE b <> 0 AND a / b > 1` over rows (6, 2), (1, 0), (9, 3):
///
/// ```
/// b <> 0      over all rows      → true, false, true
/// a / b       may fail: only over rows 0 and 2, gathered → 3, 3
/// a / b > 1   → true, true       scattered back: rows 0 and 2 are selected
/// ```
///
/// Operands that cannot fail and cost little are computed for all rows at once instead.
package struct Evaluator: Sendable {
  package let context: EvaluationContext

  package init(context: EvaluationContext) { self.context = context }

  /// The expression's value for every row, as a column of the expression's type. The batch's columns may be packed.
  ///
  /// Errors: SQLError where a row that counts has no value: 22003 out of range, 22012 division by zero, 22P02, 22007
  /// and 22008 for texts that cannot be read, 21000 for a sub-query of several rows, 0A000 for what is not built; and
  /// whatever a sub-query's run throws, CancellationError among it.
  package func evaluate(_ expression: BoundExpression, _ batch: Batch) throws -> Column {
    if batch.count == 0 { return Column(expression.type, values: []) }
    switch expression {
    case .constant(let value, let type): return .constant(value, type, count: batch.count)
    case .column(let index, _): return batch.columns[index].unpacked
    case .placeholder: preconditionFailure("a prepared statement is bound again with its values before it runs")
    case .parameter(let slot, let type): return .constant(context.parameters[slot], type, count: batch.count)
    case .call(let function, let arguments, let type): return try call(function, arguments, type, batch).wide
    case .cast(let operand, let type, let mode): return try cast(evaluate(operand, batch), to: type, mode)
    case .and(let operands): return try junction(operands, stopsAt: false, batch)
    case .or(let operands): return try junction(operands, stopsAt: true, batch)
    case .not(let operand): return try negate(evaluate(operand, batch))
    case .isNull(let operand, let isNegated): return try nullTest(evaluate(operand, batch), isNegated: isNegated)
    case .conditional(let branches, let otherwise, let type):
      return try conditional(branches, otherwise, type, batch)
    case .coalesce(let operands, let type): return try coalesce(operands, type, batch)
    case .inList(let value, let list, let isNegated): return try inList(value, list, isNegated: isNegated, batch)
    case .subquery(let subquery): return try self.subquery(subquery, batch)
    }
  }

  /// The batch of only these rows, for one expression: columns that it does not read are left as NULL.
  func restricted(_ batch: Batch, to rows: [UInt32], for expressions: [BoundExpression]) -> Batch {
    let required = RequiredColumns(none: batch.columns.count).adding(expressions)
    return Batch(required.gather(batch, rows), count: rows.count)
  }
}
