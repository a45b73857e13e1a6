import Columnar
import Planning
import SQLTypes

/// Sub-queries within expressions. Without outer values one runs once for the batch; with them, once for each distinct
/// tuple of outer values.
extension Evaluator {
  func subquery(_ subquery: BoundSubquery, _ batch: Batch) throws -> Column {
    let parameters = try subquery.parameters.map { try evaluate($0, batch) }
    if parameters.allSatisfy(\.isConstant) {
      let result = try context.runSubquery(subquery, parameters.map { $0.value(0) })
      return try answer(subquery, result, batch)
    }
    var groups: [[Value]: [UInt32]] = [:]
    var order: [[Value]] = []
    for row in 0..<batch.count {
      if row & 1023 == 1023, let error = context.interruption() { throw error }
      let key = parameters.map { $0.value(row) }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(UInt32(row))
    }
    return try answers(subquery, order.map { ($0, groups[$0] ?? []) }, batch)
  }

  private func answers(
    _ subquery: BoundSubquery, _ groups: [([Value], [UInt32])], _ batch: Batch
  ) throws -> Column {
    var indices = [UInt32](repeating: 0, count: batch.count)
    var columns: [Column] = []
    var next: UInt32 = 0
    for (values, rows) in groups {
      let result = try context.runSubquery(subquery, values)
      columns.append(try answer(subquery, result, restricted(batch, to: rows, for: [.subquery(subquery)])))
      for row in rows {
        indices[Int(row)] = next
        next += 1
      }
    }
    return Column.concatenate(columns).gather(indices)
  }

  /// What one result says about each row of the batch.
  private func answer(_ subquery: BoundSubquery, _ result: SubqueryResult, _ batch: Batch) throws -> Column {
    switch subquery.kind {
    case .scalar:
      guard result.rows.count <= 1 else {
        throw SQLError(.cardinalityViolation, "more than one row returned by a subquery used as an expression")
      }
      let value = result.rows.count == 0 ? Value.null : result.rows.columns[0].value(0)
      return .constant(value, subquery.type, count: batch.count)
    case .exists: return .constant(.bool(result.rows.count > 0), .boolean, count: batch.count)
    case .array: return .constant(.string(arrayText(result.rows, subquery.type)), subquery.type, count: batch.count)
    case .membership(let value, let isNegated):
      if result.rows.count == 0 { return .constant(.bool(isNegated), .boolean, count: batch.count) }
      return membership(try evaluate(value, batch), in: result.membership, isNegated: isNegated)
    case .comparison(let value, let function, let isAll):
      return try quantified(evaluate(value, batch), function, isAll: isAll, result.rows)
    }
  }

  /// `ARRAY(SELECT …)`: the rows' values in their order.
  private func arrayText(_ rows: Batch, _ type: DataType) -> String {
    let writer = rows.columns.first.map { ValueWriter($0.type) }
    return ArrayText.text(of: (0..<rows.count).map { writer?.text(rows.columns[0].value($0)) }, type)
  }

  /// `value op ANY|ALL (query)`: OR or AND over the query's rows.
  private func quantified(
    _ column: Column, _ function: ScalarFunction, isAll: Bool, _ rows: Batch
  ) throws -> Column {
    var result = Column.constant(.bool(isAll), .boolean, count: column.count)
    for row in 0..<rows.count {
      let candidate = Column.constant(rows.columns[0].value(row), rows.columns[0].type, count: column.count)
      let pair = Batch([column, candidate, result], count: column.count)
      let comparison = BoundExpression.call(function, [.column(0, column.type), .column(1, candidate.type)], .boolean)
      let operands = [BoundExpression.column(2, .boolean), comparison]
      result = try junction(operands, stopsAt: !isAll, pair)
    }
    return result
  }
}
