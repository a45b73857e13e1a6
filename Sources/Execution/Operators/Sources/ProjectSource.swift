import Columnar
import Planning

/// One column an expression; NULLs for those nobody reads.
struct ProjectSource: BatchSource {
  let input: any BatchSource
  let expressions: [BoundExpression]
  let evaluator: Evaluator
  let use: ColumnUse

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produce(morsel) { batch in
      let columns = try expressions.enumerated().map { place, expression in
        guard use[place] else { return Column.constant(.null, expression.type, count: batch.count) }
        return try evaluator.evaluate(all: [expression], batch)[0]
      }
      try emit(Batch(columns, count: batch.count))
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
