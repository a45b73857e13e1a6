import Columnar
import Planning

/// Rows for which a condition is true.
struct FilterSource: BatchSource {
  let input: any BatchSource
  let condition: BoundExpression
  let evaluator: Evaluator
  let required: RequiredColumns

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try produceSelected(morsel) { selected in try emit(selected.gather(nil, required).unpacked) }
  }

  func produceSelected(_ morsel: Int, _ emit: (SelectedBatch) throws -> Void) throws {
    let read = required.adding(condition)
    try input.produceSelected(morsel) { selected in
      let batch = selected.gather(nil, read)
      let rows = try evaluator.select(condition, batch)
      if rows?.isEmpty != true { try emit(SelectedBatch(batch: batch, selection: rows)) }
    }
  }
}
