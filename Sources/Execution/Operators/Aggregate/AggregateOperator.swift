import Columnar
import Planning
import SQLTypes

/// GROUP BY with its aggregates, and DISTINCT: groups of each morsel first, then all of them merged.
struct AggregateOperator: Sendable {
  private let groups: [BoundExpression]
  private let aggregates: [AggregateCall]
  private let sets: [[Int]]
  /// The aggregates that are computed, which is all but GROUPING.
  private let calls: [AggregateCall]
  private let context: ExecutionContext

  init(_ plan: AggregatePlan, _ context: ExecutionContext) {
    self.init(groups: plan.groups, aggregates: plan.aggregates, sets: plan.sets, context)
  }

  /// `sets`: see `AggregatePlan`.
  init(
    groups: [BoundExpression], aggregates: [AggregateCall], sets: [[Int]]? = nil, _ context: ExecutionContext
  ) {
    self.groups = groups
    self.aggregates = aggregates
    self.sets = sets ?? [Array(groups.indices)]
    self.context = context
    calls = aggregates.filter { $0.function != .grouping }
  }

  func source(_ input: any BatchSource) throws -> any BatchSource {
    let bases = sets.indices.map(base)
    let computed = sets.indices.filter { bases[$0] == $0 }
    let partials = try context.mapSelected(input) { try self.partials($0, computed) }
    guard sets.count > 1, !partials.isEmpty else {
      let sources = try sets.indices.map { try source(sets[$0], partials.map { $0[0] }) }
      return sources.count == 1 ? sources[0] : ChainedSources(sources)
    }
    let merged = try computed.indices.map { index in
      try GroupMerge(partials.map { $0[index] }, calls, context).merged()
    }
    return ChainedSources(
      try sets.indices.map { set in
        guard let index = computed.firstIndex(of: bases[set]) else { preconditionFailure("a base is computed") }
        return try source(sets[set], from: merged[index], of: sets[bases[set]])
      })
  }

  /// The set whose groups those of `set` can be put together from: one with all its keys and more; else itself.
  private func base(_ set: Int) -> Int {
    guard calls.allSatisfy(\.isOrderless) else { return set }
    let keys = Set(sets[set])
    let richer = sets.indices.filter { $0 != set && keys.isStrictSubset(of: sets[$0]) }
    return richer.max { sets[$0].count < sets[$1].count } ?? set
  }

  /// One partial for each of these sets.
  private func partials(_ selected: SelectedBatch, _ indices: [Int]) throws -> [PartialAggregation] {
    let read = RequiredColumns(none: selected.batch.columns.count).adding(groups).adding(calls.flatMap(\.expressions))
    let batch = selected.gather(nil, read)
    let keys = try context.evaluator.evaluate(all: groups, batch)
    let arguments = try calls.map { try context.evaluator.arguments(of: $0, batch) }
    return try indices.map { index in
      try PartialAggregation(keys: sets[index].map { keys[$0] }, arguments: arguments, rowCount: batch.count, calls)
    }
  }

  private func source(_ set: [Int], from merged: MergedGroups, of base: [Int]) throws -> any BatchSource {
    let keys = set.compactMap { base.firstIndex(of: $0) }
    let groups = set == base ? merged : try merged.coarser(keys, calls)
    return GroupingSetRows(try groups.source(context), keys: self.groups, aggregates, set)
  }

  private func source(_ set: [Int], _ partials: [PartialAggregation]) throws -> any BatchSource {
    var partials = partials
    if partials.isEmpty {
      guard set.isEmpty else { return BatchList.empty }
      let arguments = calls.map { AggregateArguments($0.expressions.map { Column($0.type, values: []) }) }
      partials = [try PartialAggregation(keys: [], arguments: arguments, rowCount: 0, calls)]
    }
    let groups = try GroupMerge(partials, calls, context).source()
    let isPlain = set == Array(self.groups.indices) && calls.count == aggregates.count
    return isPlain ? groups : GroupingSetRows(groups, keys: self.groups, aggregates, set)
  }
}

/// The groups of one grouping set in the columns of the whole: NULL for keys outside the set, GROUPING's bits.
private struct GroupingSetRows: BatchSource {
  private enum Source {
    case column(Int)
    case constant(Value, DataType)
  }

  private let groups: any BatchSource
  private let sources: [Source]

  init(_ groups: any BatchSource, keys: [BoundExpression], _ aggregates: [AggregateCall], _ set: [Int]) {
    self.groups = groups
    var computed = set.count
    sources =
      keys.enumerated().map { index, key in
        set.firstIndex(of: index).map { Source.column($0) } ?? .constant(.null, key.type)
      }
      + aggregates.map { call in
        if call.function == .grouping { return .constant(.int(Self.mask(call, keys, set)), call.type) }
        computed += 1
        return .column(computed - 1)
      }
  }

  var morselCount: Int { groups.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try groups.produce(morsel) { batch in
      let columns = sources.map { source in
        switch source {
        case .column(let index): batch.columns[index]
        case .constant(let value, let type): Column.constant(value, type, count: batch.count)
        }
      }
      try emit(Batch(columns, count: batch.count))
    }
  }

  /// A bit for each argument, the first one's highest: set where the key is outside the set.
  private static func mask(_ call: AggregateCall, _ keys: [BoundExpression], _ set: [Int]) -> Int64 {
    call.arguments.reduce(0) { mask, argument in
      let key = keys.firstIndex(of: argument)
      return mask << 1 | (key.map { set.contains($0) } ?? true ? 0 : 1)
    }
  }
}
