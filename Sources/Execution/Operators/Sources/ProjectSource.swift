import Columnar
import Planning

/// One column an expression; those nobody reads are not computed, unless they might fail.
struct ProjectSource: BatchSource {
  let input: any BatchSource
  let expressions: [BoundExpression]
  let evaluator: Evaluator

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produce(morsel) { batch in
      try emit(Batch(evaluator.evaluate(all: expressions, batch), count: batch.count))
    }
  }
}

extension Evaluator {
  func evaluate(all expressions: [BoundExpression], _ batch: Batch) throws -> [Column] {
    try expressions.map { expression in
      if case .column(let index, let type) = expression, batch.columns[index].type == type {
        return batch.columns[index]
      }
      return try evaluate(expression, batch)
    }
  }
}
