import Columnar
import Planning
import SQLTypes

/// Computes expressions over a batch, a column at a time.
package struct Evaluator: Sendable {
  package let context: EvaluationContext

  package init(context: EvaluationContext) { self.context = context }

  /// The expression's value for every row, as a column of the expression's type.
  package func evaluate(_ expression: BoundExpression, _ batch: Batch) throws -> Column {
    switch expression {
    case .constant(let value, let type): .constant(value, type, count: batch.count)
    case .column(let index, _): batch.columns[index]
    case .parameter(let slot, let type): .constant(context.parameters[slot], type, count: batch.count)
    default: throw SQLError.notSupported("Expression")
    }
  }

  /// The rows for which the predicate is true, ascending; nil for all of them.
  package func select(_ predicate: BoundExpression, _ batch: Batch) throws -> [UInt32]? {
    let column = try evaluate(predicate, batch)
    guard case .bools(let values) = column.storage else { throw SQLError.notSupported("Predicate") }
    let mask = column.indexMask
    let rows = (0..<batch.count).filter { values[$0 & mask] && column.validity[$0 & mask] }
    return rows.count == batch.count ? nil : rows.map { UInt32($0) }
  }
}
