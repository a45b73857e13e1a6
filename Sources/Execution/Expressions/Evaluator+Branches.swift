import Columnar
import Planning
import SQLTypes

/// CASE and COALESCE: each result is computed only for the rows that take it.
extension Evaluator {
  func conditional(
    _ branches: [BoundBranch], _ otherwise: BoundExpression, _ type: DataType, _ batch: Batch
  ) throws -> Column {
    var pieces = Pieces(count: batch.count, type: type)
    var remaining: [UInt32]? = nil
    for branch in branches {
      let part = remaining.map { restricted(batch, to: $0, for: [branch.condition]) } ?? batch
      if part.count == 0 { break }
      guard let taken = try select(branch.condition, part) else {
        try pieces.add(result(branch.result, remaining, batch), remaining)
        return pieces.joined()
      }
      if taken.isEmpty { continue }
      let rows = remaining.map { remaining in taken.map { remaining[Int($0)] } } ?? taken
      try pieces.add(result(branch.result, rows, batch), rows)
      remaining = complement(of: taken, in: remaining, count: part.count)
    }
    if remaining?.isEmpty != true { try pieces.add(result(otherwise, remaining, batch), remaining) }
    return pieces.joined()
  }

  func coalesce(_ operands: [BoundExpression], _ type: DataType, _ batch: Batch) throws -> Column {
    var pieces = Pieces(count: batch.count, type: type)
    var remaining: [UInt32]? = nil
    for (index, operand) in operands.enumerated() {
      let column = try result(operand, remaining, batch)
      let nulls = column.nullCount
      if nulls == 0 || index == operands.count - 1 {
        pieces.add(column, remaining)
        break
      }
      if nulls == column.count { continue }
      let taken = selectedRows(count: column.count) { column.isValid($0) }
      pieces.add(column.gather(taken), remaining.map { remaining in taken.map { remaining[Int($0)] } } ?? taken)
      remaining = complement(of: taken, in: remaining, count: column.count)
    }
    return pieces.joined()
  }

  /// The expression for some rows of the batch, or for all.
  private func result(_ expression: BoundExpression, _ rows: [UInt32]?, _ batch: Batch) throws -> Column {
    try evaluate(expression, rows.map { restricted(batch, to: $0, for: [expression]) } ?? batch)
  }

  /// The rows of `all` (or of the whole batch) at indices that `taken`, ascending, does not name.
  private func complement(of taken: [UInt32], in all: [UInt32]?, count: Int) -> [UInt32] {
    var isTaken = [Bool](repeating: false, count: count)
    for index in taken { isTaken[Int(index)] = true }
    let indices = selectedRows(count: count) { !isTaken[$0] }
    return all.map { all in indices.map { all[Int($0)] } } ?? indices
  }
}

/// Parts of a column, each with the rows it is for; together they cover the batch once.
private struct Pieces {
  let count: Int
  let type: DataType
  private var columns: [Column] = []
  private var rows: [[UInt32]?] = []

  init(count: Int, type: DataType) {
    self.count = count
    self.type = type
  }

  mutating func add(_ column: Column, _ rows: [UInt32]?) {
    columns.append(column.retyped(type))
    self.rows.append(rows)
  }

  /// One piece is the whole; several are put behind each other and gathered into the batch's order.
  func joined() -> Column {
    if columns.count == 1 { return columns[0] }
    guard !columns.isEmpty else { return .constant(.null, type, count: count) }
    var indices = [UInt32](repeating: 0, count: count)
    var next: UInt32 = 0
    for piece in rows {
      for row in piece ?? [] {
        indices[Int(row)] = next
        next += 1
      }
    }
    return Column.concatenate(columns).gather(indices)
  }
}
