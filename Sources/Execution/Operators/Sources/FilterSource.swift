import Columnar
import Planning

/// Rows for which a condition is true.
struct FilterSource: BatchSource {
  let input: any BatchSource
  let condition: BoundExpression
  let evaluator: Evaluator
  let use: ColumnUse

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produce(morsel) { batch in
      guard let rows = try evaluator.select(condition, batch) else { return try emit(batch) }
      guard !rows.isEmpty else { return }
      try emit(Batch(use.gather(batch, rows), count: rows.count))
    }
  }
}
