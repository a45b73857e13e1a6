import Columnar
import Planning
import SQLTypes

/// Rows of expressions without columns.
enum ValuesRows {
  static func batches(
    _ rows: [[BoundExpression]], types: [DataType], _ evaluator: Evaluator
  ) throws -> [Batch] {
    guard !types.isEmpty else { return [Batch([], count: max(1, rows.count))] }
    guard !rows.isEmpty else { return [] }
    let one = Batch([], count: 1)
    if rows.count == 1 { return [Batch(try evaluator.evaluate(all: rows[0], one), count: 1)] }
    let columns = try types.indices.map { index in
      Column(types[index], values: try rows.map { try value($0[index], evaluator, one) })
    }
    return [Batch(columns, count: rows.count)]
  }

  private static func value(
    _ expression: BoundExpression, _ evaluator: Evaluator, _ one: Batch
  ) throws -> Value {
    if case .constant(let value, _) = expression { return value }
    return try evaluator.evaluate(expression, one).value(0)
  }
}
