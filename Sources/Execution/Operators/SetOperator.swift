import Columnar
import Planning
import SQLTypes

/// UNION, INTERSECT and EXCEPT: by counting each row on both sides; rows come in the order of first appearance.
struct SetOperator: Sendable {
  let operation: SetOperation
  let isAll: Bool
  let types: [DataType]
  let rightTypes: [DataType]
  let context: ExecutionContext

  /// Throws 42804 where the sides' columns are kept in different forms.
  func source(_ left: any BatchSource, _ right: any BatchSource) throws -> any BatchSource {
    if let (mine, theirs) = zip(types, rightTypes).first(where: { $0.physical != $1.physical }) {
      throw SQLError(.datatypeMismatch, "\(operation.word) types \(mine) and \(theirs) cannot be matched")
    }
    let left = RetypedSource(input: left, types: types)
    let right = RetypedSource(input: right, types: types)
    if operation == .union {
      let both = ChainedSources([left, right])
      return isAll ? both : try DistinctOperator.source(both, types: types, context)
    }
    return CountedRows(input: try counted(left, right), width: types.count, operation: operation, isAll: isAll)
  }

  /// Each row once, and how often it stands on the left and on the right.
  private func counted(_ left: any BatchSource, _ right: any BatchSource) throws -> any BatchSource {
    let inputs = ChainedSources([TaggedSource(input: left, tags: [1, 0]), TaggedSource(input: right, tags: [0, 1])])
    let counts = [types.count, types.count + 1].map { column in
      AggregateCall(.sum, [.column(column, .bigint)], isDistinct: false, order: [], type: .bigint)
    }
    let groups = types.enumerated().map { BoundExpression.column($0, $1) }
    return try AggregateOperator(groups: groups, aggregates: counts, context).source(inputs)
  }
}

/// The same rows under other types of the same physical types.
private struct RetypedSource: BatchSource {
  let input: any BatchSource
  let types: [DataType]

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produce(morsel) { batch in
      try emit(Batch(zip(batch.columns, types).map { $0.retyped($1) }, count: batch.count))
    }
  }
}

/// The input's columns and a constant column for each tag.
private struct TaggedSource: BatchSource {
  let input: any BatchSource
  let tags: [Int64]

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produce(morsel) { batch in
      let constants = tags.map { Column.constant(.int($0), .bigint, count: batch.count) }
      try emit(Batch(batch.columns + constants, count: batch.count))
    }
  }
}

/// Rows as often as the operation wants them, from their counts in the last two columns.
private struct CountedRows: BatchSource {
  let input: any BatchSource
  let width: Int
  let operation: SetOperation
  let isAll: Bool

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produce(morsel) { batch in
      guard case .ints(let left) = batch.columns[width].storage,
        case .ints(let right) = batch.columns[width + 1].storage
      else { preconditionFailure("how often a row stands on each side is a sum of whole numbers") }
      let rows = left.indices.flatMap { repeatElement(UInt32($0), count: wanted(Int(left[$0]), Int(right[$0]))) }
      guard !rows.isEmpty else { return }
      try emit(Batch(batch.columns[..<width].map { $0.gather(rows) }, count: rows.count))
    }
  }

  private func wanted(_ left: Int, _ right: Int) -> Int {
    switch operation {
    case .union: left + right
    case .intersect: isAll ? min(left, right) : min(left, right, 1)
    case .except: isAll ? max(0, left - right) : right == 0 ? min(left, 1) : 0
    }
  }
}
