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
    try input.produceSelected(morsel) { selected in try emit(projected(selected).unpacked) }
  }

  /// Plain columns need no values of their own.
  func produceSelected(_ morsel: Int, _ emit: (SelectedBatch) throws -> Void) throws {
    guard expressions.allSatisfy(\.isColumn) else {
      return try input.produceSelected(morsel) { selected in
        try emit(SelectedBatch(batch: projected(selected), selection: nil))
      }
    }
    try input.produceSelected(morsel) { selected in
      let columns = try evaluator.evaluate(all: expressions, selected.batch)
      try emit(SelectedBatch(batch: Batch(columns, count: selected.batch.count), selection: selected.selection))
    }
  }

  private func projected(_ selected: SelectedBatch) throws -> Batch {
    let read = required.picking(expressions)
    let batch = selected.gather(nil, RequiredColumns(none: selected.batch.columns.count).adding(read))
    let columns = try expressions.enumerated().map { index, expression in
      guard required[index] else { return Column.constant(.null, expression.type, count: batch.count) }
      return try evaluator.evaluate(all: [expression], batch)[0]
    }
    return Batch(columns, count: batch.count)
  }
}

extension Evaluator {
  /// Plain columns as the batch has them, packed or not.
  func evaluate(all expressions: [BoundExpression], _ batch: Batch) throws -> [Column] {
    try expressions.map { expression in
      if case .column(let index, let type) = expression, batch.columns[index].type == type {
        return batch.columns[index]
      }
      return try evaluate(expression, batch)
    }
  }
}
