import Columnar
import Planning
import SQLTypes
import TestSupport
import Testing

/// GROUP BY, DISTINCT and set operations against a reference that goes row by row.
@Suite struct AggregateTests {
  static let groupTypes: [[DataType]] = [
    [], [.bigint], [.varchar(100)], [.double, .varchar(100)], [.boolean, .interval, .decimal(precision: 38, scale: 0)],
  ]

  private static func sample(_ types: [DataType], _ seed: UInt64) -> (rows: Rows, scan: LogicalPlan) {
    var generator = SeededGenerator(seed: seed)
    let count = seed == 0 ? 0 : Int.random(in: 1...120, using: &generator)
    let rows = SampleRows.rows(types, count: count, &generator)
    return (rows, SampleRows.scan(rows, types, &generator))
  }

  /// Groups in order of first appearance.
  private static func groups(_ rows: Rows, _ width: Int) -> [Rows] {
    var groups: [Rows] = []
    var places: [String: Int] = [:]
    for row in rows {
      let key = SampleRows.key(Array(row[..<width]))
      if let place = places[key] {
        groups[place].append(row)
      } else {
        places[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  private static func call(
    _ function: AggregateFunction, _ column: Int?, _ type: DataType, _ result: DataType? = nil,
    isDistinct: Bool = false
  ) -> AggregateCall {
    let arguments = column.map { [BoundExpression.column($0, type)] } ?? []
    return AggregateCall(function, arguments, isDistinct: isDistinct, order: [], type: result ?? type)
  }

  @Test(arguments: groupTypes) func countsAndExtremes(_ keys: [DataType]) throws {
    let types = keys + [.smallint, .varchar(100), .double]
    let k = keys.count
    let calls = [
      Self.call(.countRows, nil, .bigint), Self.call(.count, k, .smallint, .bigint),
      Self.call(.count, k + 1, .varchar(100), .bigint, isDistinct: true), Self.call(.minimum, k + 1, .varchar(100)),
      Self.call(.maximum, k + 1, .varchar(100)), Self.call(.maximum, k + 2, .double),
      Self.call(.minimum, k, .smallint, isDistinct: true), Self.call(.maximum, k, .smallint),
    ]
    for seed in UInt64(0)..<8 {
      let (rows, scan) = Self.sample(types, seed)
      var groups = Self.groups(rows, k)
      if k == 0 && groups.isEmpty { groups = [[]] }
      let expected = groups.map { group -> [Value] in
        func best(_ column: Int, _ sign: Int) -> Value {
          group.map { $0[column] }.filter { $0 != .null }
            .reduce(.null) { $0 == .null || SampleRows.compare($1, $0) * sign < 0 ? $1 : $0 }
        }
        let present = group.filter { $0[k + 1] != .null }.map { SampleRows.key($0[k + 1]) }
        return Array(group.first?[..<k] ?? []) + [
          .int(Int64(group.count)), .int(Int64(group.count { $0[k] != .null })), .int(Int64(Set(present).count)),
          best(k + 1, 1), best(k + 1, -1), best(k + 2, -1), best(k, 1),
          best(k, -1),
        ]
      }
      let plan = AggregatePlan(input: scan, groups: SampleRows.columns(keys), aggregates: calls)
      #expect(try Run.difference(.aggregate(plan), expected) == nil, "seed \(seed)")
    }
  }

  @Test(arguments: groupTypes) func distinctRows(_ types: [DataType]) throws {
    for seed in UInt64(0)..<8 {
      let (rows, scan) = Self.sample(types, seed)
      guard !types.isEmpty else { continue }
      let expected = Self.groups(rows, types.count).map { $0[0] }
      #expect(try Run.difference(.distinct(scan), expected) == nil, "seed \(seed)")
    }
  }

  @Test(arguments: groupTypes) func distinctRowsOfMorsels(_ types: [DataType]) throws {
    guard !types.isEmpty else { return }
    for seed in UInt64(0)..<8 {
      var generator = SeededGenerator(seed: seed)
      var rows: Rows = []
      let scans = (0..<Int.random(in: 2...5, using: &generator)).map { _ in
        let part = SampleRows.rows(types, count: Int.random(in: 1...30, using: &generator), &generator)
        rows += part
        return SampleRows.scan([SampleRows.batch(part, types)], types)
      }
      let all = scans.dropFirst().reduce(scans[0]) { .setOperation(.union, isAll: true, $0, $1) }
      let expected = Self.groups(rows, types.count).map { $0[0] }
      #expect(try Run.difference(.distinct(all), expected) == nil, "seed \(seed)")
    }
  }

  /// Morsels whose rows stand in order, now and then with a row that does not; some of one value, some beginning with
  /// the value with which the one before ends.
  @Test(arguments: UInt64(0)..<40) func distinctRowsInOrder(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var value = Int64.random(in: -5...5, using: &generator)
    var rows: Rows = []
    let plans = (0..<Int.random(in: 2...6, using: &generator)).map { _ in
      let step = Int64.random(in: 0...2, using: &generator)
      let part = (0..<Int.random(in: 1...20, using: &generator)).map { _ -> [Value] in
        value += Int64.random(in: 0...step, using: &generator)
        return [.int(value)]
      }
      rows += part
      return SampleRows.scan([SampleRows.batch(part, [.bigint])], [.bigint])
    }
    var parts = plans
    if seed % 4 == 0 {
      let stranger: Rows = [[seed % 8 == 0 ? .null : .int(0)]]
      let place = Int.random(in: 0...plans.count, using: &generator)
      parts.insert(SampleRows.scan([SampleRows.batch(stranger, [.bigint])], [.bigint]), at: place)
      rows = try parts.flatMap { try Run.rows($0) }
    }
    let all = parts.dropFirst().reduce(parts[0]) { .setOperation(.union, isAll: true, $0, $1) }
    let expected = Self.groups(rows, 1)
    #expect(try Run.difference(.distinct(all), expected.map { $0[0] }) == nil, "seed \(seed)")
    let counts = AggregatePlan(
      input: all, groups: [.column(0, .bigint)], aggregates: [Self.call(.countRows, nil, .bigint)])
    let counted = expected.map { [$0[0][0], .int(Int64($0.count))] }
    #expect(try Run.difference(.aggregate(counts), counted) == nil, "seed \(seed)")
  }

  @Test(arguments: groupTypes) func onlyDistinctAggregates(_ keys: [DataType]) throws {
    let k = keys.count
    let calls = [
      Self.call(.count, k, .varchar(100), .bigint, isDistinct: true),
      Self.call(.maximum, k, .varchar(100), isDistinct: true),
    ]
    for seed in UInt64(0)..<6 {
      let (_, scan) = Self.sample(keys + [.varchar(100)], seed)
      let groups = SampleRows.columns(keys)
      let mixed = AggregatePlan(
        input: scan, groups: groups, aggregates: calls + [Self.call(.countRows, nil, .bigint)])
      let expected = try Run.rows(.aggregate(mixed)).map { Array($0.dropLast()) }
      let plan = LogicalPlan.aggregate(AggregatePlan(input: scan, groups: groups, aggregates: calls))
      #expect(try Run.rows(plan).map { SampleRows.key($0) } == expected.map { SampleRows.key($0) }, "seed \(seed)")
      #expect(try Run.difference(plan, Run.rows(plan)) == nil)
    }
  }

  /// Columns that follow from others, also where they do not: equal strings may differ in trailing blanks.
  @Test(arguments: [DataType.bigint, .varchar(100), .double]) func distinctWithFollowers(_ type: DataType) throws {
    for seed in UInt64(0)..<6 {
      let (_, scan) = Self.sample([type, .boolean], seed)
      let follower = BoundExpression.call(.comparison(.equal), [.column(0, type), .column(0, type)], .boolean)
      let plan = LogicalPlan.project(
        scan, [follower, .column(1, .boolean), .column(0, type), .constant(.int(1), .integer)])
      let expected = Self.groups(try Run.rows(plan), 4).map { $0[0] }
      #expect(try Run.difference(.distinct(plan), expected) == nil, "seed \(seed)")
    }
  }

  @Test(arguments: [SetOperation.union, .intersect, .except], [false, true])
  func setOperations(_ operation: SetOperation, _ isAll: Bool) throws {
    let types: [DataType] = [.varchar(100), .double]
    for seed in UInt64(0)..<8 {
      let (left, leftScan) = Self.sample(types, seed)
      let (right, rightScan) = Self.sample(types, seed + 100)
      let lefts = left.map { SampleRows.key($0) }
      let rights = right.map { SampleRows.key($0) }
      var expected: Rows = []
      if operation == .union && isAll {
        expected = left + right
      } else {
        for group in Self.groups(left + right, 2) {
          let (l, r) = (lefts.count { $0 == SampleRows.key(group[0]) }, rights.count { $0 == SampleRows.key(group[0]) })
          let wanted =
            switch operation {
            case .union: 1
            case .intersect: isAll ? min(l, r) : min(l, r, 1)
            case .except: isAll ? max(0, l - r) : r == 0 ? 1 : 0
            }
          expected += (0..<wanted).map { _ in group[0] }
        }
      }
      let plan = LogicalPlan.setOperation(operation, isAll: isAll, leftScan, rightScan)
      #expect(try Run.difference(plan, expected) == nil, "seed \(seed)")
    }
  }

  private static func one(_ values: [Value], _ calls: [AggregateCall], _ types: [DataType]) throws -> [Value] {
    var generator = SeededGenerator(seed: 9)
    let scan = SampleRows.scan(values.map { [Value](repeating: $0, count: types.count) }, types, &generator)
    return try Run.rows(.aggregate(AggregatePlan(input: scan, groups: [], aggregates: calls)), threads: 2)[0]
  }

  @Test func sumsAndAverages() throws {
    let numbers: [Value] = [.int(3), .null, .int(-4), .int(9), .int(1)]
    let wide = DataType.decimal(precision: 38, scale: 2)
    let result = try Self.one(
      numbers,
      [
        Self.call(.sum, 0, .integer, .bigint), Self.call(.average, 0, .integer, .bigint),
        Self.call(.sum, 1, .decimal(precision: 10, scale: 2), wide),
        Self.call(.average, 1, .decimal(precision: 10, scale: 2), wide), Self.call(.bitAnd, 0, .integer),
        Self.call(.bitOr, 0, .integer), Self.call(.sum, 0, .integer, .bigint, isDistinct: true),
      ], [.integer, .decimal(precision: 10, scale: 2)])
    #expect(result == [.int(9), .int(2), .int128(9), .int128(2), .int(0), .int(-1), .int(9)])
  }

  @Test func floats() throws {
    let result = try Self.one(
      [.double(2), .double(4), .double(4), .double(4), .double(5), .double(5), .double(7), .double(9), .null],
      [
        Self.call(.sum, 0, .double), Self.call(.average, 0, .double), Self.call(.variancePopulation, 0, .double),
        Self.call(.standardDeviationPopulation, 0, .double), Self.call(.varianceSample, 0, .double),
        Self.call(.sum, 0, .double, isDistinct: true), Self.call(.median, 0, .double),
      ], [.double])
    let expected: [Double] = [40, 5, 4, 2, 32.0 / 7, 27, 4.5]
    for (found, expected) in zip(result, expected) {
      guard case .double(let value) = found else {
        Issue.record("\(found) for \(expected)")
        continue
      }
      #expect(abs(value - expected) < 1e-12)
    }
  }

  @Test func overNothing() throws {
    let result = try Self.one(
      [.null],
      [
        Self.call(.sum, 0, .bigint), Self.call(.average, 0, .bigint), Self.call(.varianceSample, 1, .double),
        Self.call(.median, 1, .double), Self.call(.listAggregate, 2, .varchar(9), .varchar(65535)),
        Self.call(.booleanAnd, 3, .boolean), Self.call(.count, 0, .bigint),
      ].map { call in
        var call = call
        if call.function == .listAggregate { call.arguments.append(.constant(.string(","), .varchar(1))) }
        return call
      }, [.bigint, .double, .varchar(9), .boolean])
    #expect(result == [.null, .null, .null, .null, .null, .null, .int(0)])
  }

  @Test func bigintOverflow() {
    #expect(throws: SQLError(.numericOutOfRange, "bigint out of range")) {
      try Self.one([.int(.max), .int(1)], [Self.call(.sum, 0, .bigint)], [.bigint])
    }
  }

  @Test func lists() throws {
    let rows: Rows = [
      [.int(1), .string("b")], [.int(1), .string("")], [.int(2), .string("x")], [.int(1), .null],
      [.int(1), .string("a")],
      [.int(1), .string("b")], [.int(3), .null],
    ]
    var generator = SeededGenerator(seed: 1)
    let types: [DataType] = [.integer, .varchar(10)]
    let arguments: [BoundExpression] = [.column(1, .varchar(10)), .constant(.string(", "), .varchar(2))]
    let keys = [[], [SortKey(.column(1, .varchar(10)), isDescending: true)]]
    let calls = [false, true].flatMap { isDistinct in
      keys.map { AggregateCall(.listAggregate, arguments, isDistinct: isDistinct, order: $0, type: .varchar(65535)) }
    }
    let plan = AggregatePlan(
      input: SampleRows.scan(rows, types, &generator), groups: [.column(0, .integer)], aggregates: calls)
    let expected: Rows = [
      [.int(1), .string("b, a, b"), .string("b, b, a"), .string("b, a"), .string("b, a")],
      [.int(2), .string("x"), .string("x"), .string("x"), .string("x")], [.int(3), .null, .null, .null, .null],
    ]
    #expect(try Run.difference(.aggregate(plan), expected) == nil)
  }

  struct Percentile: Sendable {
    let function: AggregateFunction
    let fraction: Double
    let isDescending: Bool
    let expected: Int64
  }

  @Test(arguments: [
    Percentile(function: .percentileContinuous, fraction: 0, isDescending: false, expected: 10),
    Percentile(function: .percentileContinuous, fraction: 0.25, isDescending: false, expected: 18),
    Percentile(function: .percentileContinuous, fraction: 0.25, isDescending: true, expected: 33),
    Percentile(function: .percentileContinuous, fraction: 1, isDescending: false, expected: 40),
    Percentile(function: .percentileDiscrete, fraction: 0.5, isDescending: false, expected: 20),
    Percentile(function: .percentileDiscrete, fraction: 0.51, isDescending: false, expected: 30),
    Percentile(function: .percentileDiscrete, fraction: 0, isDescending: true, expected: 40),
  ]) func percentiles(_ test: Percentile) throws {
    let type = DataType.decimal(precision: 10, scale: 0)
    let call = AggregateCall(
      test.function, [.column(0, type), .constant(.double(test.fraction), .double)], isDistinct: false,
      order: [SortKey(.column(0, type), isDescending: test.isDescending)], type: type)
    #expect(try Self.one([.int(40), .null, .int(10), .int(30), .int(20)], [call], [type]) == [.int(test.expected)])
  }

  @Test func groupingSets() throws {
    let rows: Rows = [[.int(1), .int(7), .int(5)], [.int(1), .int(8), .int(6)], [.int(2), .int(7), .int(9)]]
    var generator = SeededGenerator(seed: 1)
    let groups: [BoundExpression] = [.column(0, .integer), .column(1, .integer)]
    let calls = [
      Self.call(.sum, 2, .integer, .bigint),
      AggregateCall(.grouping, groups, isDistinct: false, order: [], type: .bigint),
    ]
    let plan = AggregatePlan(
      input: SampleRows.scan(rows, [.integer, .integer, .integer], &generator), groups: groups, aggregates: calls,
      sets: [[0, 1], [1], []])
    let expected: Rows = [
      [.int(1), .int(7), .int(5), .int(0)], [.int(1), .int(8), .int(6), .int(0)], [.int(2), .int(7), .int(9), .int(0)],
      [.null, .int(7), .int(14), .int(2)], [.null, .int(8), .int(6), .int(2)], [.null, .null, .int(20), .int(3)],
    ]
    #expect(try Run.difference(.aggregate(plan), expected) == nil)
  }

  /// Enough groups for several partitions.
  @Test func manyGroups() throws {
    let count = 30_000
    let batches = (0..<5).map { part in
      let keys = (0..<count).map { Int64($0 * 7919 % 20_011 + part * 1000) }
      return Batch([Column(.bigint, ints: keys), Column.constant(.int(1), .integer, count: count)], count: count)
    }
    var order: [Int64] = []
    var sums: [Int64: Int64] = [:]
    for batch in batches {
      for row in 0..<count {
        guard case .int(let key) = batch.columns[0].value(row) else { continue }
        if sums[key] == nil { order.append(key) }
        sums[key, default: 0] += 1
      }
    }
    let calls = [Self.call(.sum, 1, .integer, .bigint), Self.call(.maximum, 0, .bigint)]
    let plan = AggregatePlan(
      input: SampleRows.scan(batches, [.bigint, .integer]), groups: [.column(0, .bigint)], aggregates: calls)
    let expected = order.map { [Value.int($0), .int(sums[$0] ?? 0), .int($0)] }
    #expect(try Run.difference(.aggregate(plan), expected) == nil)
  }

  /// The same few groups in all morsels, other ones in each, and the same only in the first and the last.
  @Test(arguments: 0..<3) func groupsOfManyMorsels(_ shape: Int) throws {
    var random = SeededGenerator()
    var expected: [Int64: (first: Int, rows: Int64, sum: Int64)] = [:]
    let count = 16_400
    let batches = (0..<10).map { part in
      let isOther = shape == 1 || shape == 2 && part > 0 && part < 9
      let keys = (0..<count).map { _ in Int64(random.below(1_000) + (isOther ? part * 1_000 : 0)) }
      let numbers = keys.map { _ in Int64(random.below(100)) }
      for (row, key) in keys.enumerated() {
        let known = expected[key] ?? (expected.count, 0, 0)
        expected[key] = (known.first, known.rows + 1, known.sum + numbers[row])
      }
      let batch = Batch([Column(.bigint, ints: keys), Column(.bigint, ints: numbers)], count: count)
      return part % 2 == 0 ? batch.packed : batch
    }
    let number = BoundExpression.column(1, .bigint)
    let plan = LogicalPlan.aggregate(
      AggregatePlan(
        input: SampleRows.scan(batches, [.bigint, .bigint]), groups: [.column(0, .bigint)],
        aggregates: [
          AggregateCall(.countRows, [], isDistinct: false, order: [], type: .bigint),
          AggregateCall(.sum, [number], isDistinct: false, order: [], type: .bigint),
        ]))
    let rows = expected.sorted { $0.value.first < $1.value.first }.map { key, group in
      [Value.int(key), .int(group.rows), .int(group.sum)]
    }
    #expect(try Run.difference(plan, rows) == nil, "seed \(random.seed)")
  }
}
