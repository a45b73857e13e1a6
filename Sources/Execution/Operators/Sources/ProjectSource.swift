import Columnar
import Planning

/// One column an expression; NULLs for those nobody reads.
struct ProjectSource: BatchSource {
  let input: any BatchSource
  let expressions: [BoundExpression]
  let evaluator: Evaluator
  let required: RequiredColumns

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produce(morsel) { batch in
      let columns = try expressions.enumerated().map { place, expression in
        guard required[place] else { return Column.constant(.null, expression.type, count: batch.count) }
        return try evaluator.evaluate(all: [expression], batch)[0]
      }
      try emit(Batch(columns, count: batch.count))
    }
  }

  /// Plain columns need no values of their own.
  func produceSelected(_ morsel: Int, _ emit: (SelectedRows) throws -> Void) throws {
    guard expressions.allSatisfy(\.isColumn) else {
      return try produce(morsel) { batch in try emit(SelectedRows(batch: batch, rows: nil)) }
    }
    try input.produceSelected(morsel) { selected in
      let columns = try evaluator.evaluate(all: expressions, selected.batch)
      try emit(SelectedRows(batch: Batch(columns, count: selected.batch.count), rows: selected.rows))
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
