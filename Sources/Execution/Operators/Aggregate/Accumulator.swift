import Columnar
import Planning
import SQLTypes

/// An aggregate on its way, for numbered groups: fed by batches, merged in the order of morsels.
///
/// What it gives depends on the rows and their order only, never on who added which rows.
protocol Accumulator: Sendable {
  /// Makes room for groups up to `count`; new ones have seen no rows.
  mutating func grow(to count: Int)

  /// Whether it takes whole numbers packed.
  static var takesPacked: Bool { get }

  /// Adds a row of each column to the row's group. Columns are the call's arguments, then its order expressions.
  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws

  /// The same where it is known how many of the rows each group has.
  mutating func add(_ groups: [UInt32], sizes: [Int64], _ columns: [Column]) throws

  /// Adds `count` rows to the one group there is.
  mutating func addToOneGroup(_ columns: [Column], count: Int) throws

  /// Adds what `other`, of the same call, has seen in the groups that `map` names.
  mutating func merge(_ other: Self, _ map: GroupMap) throws

  /// One value a group, of the call's type.
  func finish() throws -> Column
}

extension Accumulator {
  static var takesPacked: Bool { false }

  mutating func addToOneGroup(_ columns: [Column], count: Int) throws {
    try add([UInt32](repeating: 0, count: count), columns)
  }

  mutating func add(_ groups: [UInt32], sizes: [Int64], _ columns: [Column]) throws { try add(groups, columns) }

  /// Adds `count` rows of columns that may be packed; without `groups`, to the one group there is. `sizes`: the groups', where
  /// they are known.
  mutating func add(stored columns: [Column], _ groups: [UInt32]?, sizes: [Int64]? = nil, count: Int) throws {
    let columns = Self.takesPacked ? columns : columns.map(\.unpacked)
    switch (groups, sizes) {
    case (let groups?, let sizes?): try add(groups, sizes: sizes, columns)
    case (let groups?, nil): try add(groups, columns)
    case (nil, _): try addToOneGroup(columns, count: count)
    }
  }

  /// The same where the kind of `other` is not known: that of one call is always the same.
  mutating func merge(any other: any Accumulator, _ map: GroupMap) throws {
    guard let other = other as? Self else { preconditionFailure("accumulators of one call are of one kind") }
    try merge(other, map)
  }
}

/// Which group of another accumulator becomes which of this one.
struct GroupMap: Sendable {
  let sources: [UInt32]
  let targets: [UInt32]

  /// Target of each of `count` source groups; `Column.noRow` for those that are not meant.
  func table(_ count: Int) -> [UInt32] {
    var table = [UInt32](repeating: Column.noRow, count: count)
    for index in sources.indices { table[Int(sources[index])] = targets[index] }
    return table
  }
}

/// Makes the accumulator of a call.
enum Accumulators {
  static func make(_ call: AggregateCall) throws -> any Accumulator {
    if call.isDistinct && call.mindsDuplicates { return DistinctAccumulator(try make(call.withoutDistinct), call) }
    return switch call.function {
    case .countRows, .count: CountAccumulator()
    case .sum, .average: sum(call)
    case .minimum, .booleanAnd, .anyValue: extremum(call, isLargest: false)
    case .maximum, .booleanOr: extremum(call, isLargest: true)
    case .standardDeviationSample, .standardDeviationPopulation, .varianceSample, .variancePopulation:
      VarianceAccumulator(call.function)
    case .bitAnd, .bitOr: BitAccumulator(call)
    case .distinctEstimate, .sketch, .combinedSketch: SketchAccumulator(call)
    case .listAggregate: ListAccumulator(call)
    case .median, .percentileContinuous, .percentileDiscrete: PercentileAccumulator(call)
    case .grouping: throw SQLError(.groupingError, "GROUPING needs GROUP BY")
    }
  }

  private static func extremum(_ call: AggregateCall, isLargest: Bool) -> any Accumulator {
    WordExtremumAccumulator.takes(call)
      ? WordExtremumAccumulator(call, isLargest: isLargest)
      : SelectingAccumulator(call, isLargest ? .largest : .smallest)
  }

  private static func sum(_ call: AggregateCall) -> any Accumulator {
    switch call.type.physical {
    case .double: DoubleSumAccumulator(call)
    case .interval: IntervalSumAccumulator(call)
    default: WideSumAccumulator(call)
    }
  }
}

extension AggregateCall {
  /// Whether duplicates change the result.
  var mindsDuplicates: Bool {
    switch function {
    case .minimum, .maximum, .anyValue, .booleanAnd, .booleanOr, .bitAnd, .bitOr, .distinctEstimate, .sketch,
      .combinedSketch:
      false
    default: true
    }
  }

  var withoutDistinct: AggregateCall {
    var call = self
    call.isDistinct = false
    return call
  }
}
