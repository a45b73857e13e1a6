import Columnar
import Planning
import SQLTypes
import TestSupport
import Testing

/// Window functions: tables for what each gives, and a reference that looks at each row's frame by itself.
@Suite struct WindowTests {
  typealias Function = WindowCall.Function
  typealias Frame = WindowCall.Frame

  private static let order = [SortKey(.column(1, .bigint))]
  private static let types: [DataType] = [.varchar(100), .bigint, .bigint, .double]

  private static func call(
    _ function: Function, _ arguments: [BoundExpression] = [], ignoresNulls: Bool = false, frame: Frame? = nil,
    type: DataType = .bigint, isDistinct: Bool = false
  ) -> WindowCall {
    WindowCall(
      function, arguments, isDistinct: isDistinct, ignoresNulls: ignoresNulls, partition: [.column(0, .varchar(100))],
      order: order, frame: frame, type: type)
  }

  struct Rank: Sendable, CustomTestStringConvertible {
    let function: Function
    let arguments: [BoundExpression]
    let type: DataType
    /// For orders 10, 20, 20, 30, NULL.
    let expected: [Value]
    var testDescription: String { "\(function)" }

    init(_ function: Function, _ arguments: [BoundExpression] = [], _ type: DataType, _ expected: [Value]) {
      self.function = function
      self.arguments = arguments
      self.type = type
      self.expected = expected
    }
  }

  static let ranks: [Rank] = [
    Rank(.rowNumber, [], .bigint, [.int(1), .int(2), .int(3), .int(4), .int(5)]),
    Rank(.rank, [], .integer, [.int(1), .int(2), .int(2), .int(4), .int(5)]),
    Rank(.denseRank, [], .integer, [.int(1), .int(2), .int(2), .int(3), .int(4)]),
    Rank(.percentRank, [], .double, [.double(0), .double(0.25), .double(0.25), .double(0.75), .double(1)]),
    Rank(.cumeDist, [], .double, [.double(0.2), .double(0.6), .double(0.6), .double(0.8), .double(1)]),
    Rank(.ntile, [.constant(.int(2), .bigint)], .bigint, [.int(1), .int(1), .int(1), .int(2), .int(2)]),
    Rank(.ntile, [.constant(.int(9), .bigint)], .bigint, [.int(1), .int(2), .int(3), .int(4), .int(5)]),
    Rank(.ntile, [.constant(.null, .bigint)], .bigint, [.null, .null, .null, .null, .null]),
    Rank(.lag, [.column(1, .bigint)], .bigint, [.null, .int(10), .int(20), .int(20), .int(30)]),
    Rank(
      .lead, [.column(1, .bigint), .constant(.int(2), .bigint)], .bigint, [.int(20), .int(30), .null, .null, .null]),
    Rank(.firstValue, [.column(1, .bigint)], .bigint, [.int(10), .int(10), .int(10), .int(10), .int(10)]),
    Rank(.lastValue, [.column(1, .bigint)], .bigint, [.null, .null, .null, .null, .null]),
    Rank(
      .nthValue, [.column(1, .bigint), .constant(.int(4), .bigint)], .bigint,
      [.int(30), .int(30), .int(30), .int(30), .int(30)]),
  ]

  /// Two partitions with the same rows, the last two first.
  @Test(arguments: ranks) func ranksOfOnePartition(_ test: Rank) throws {
    let orders: [Value] = [.int(30), .null, .int(10), .int(20), .int(20)]
    let rows = orders.flatMap { order in
      ["a", "b"].map { [Value.string($0), order, .int(1), .double(1)] }
    }
    var generator = SeededGenerator(seed: 1)
    let call = Self.call(test.function, test.arguments, type: test.type)
    let plan = LogicalPlan.window(SampleRows.scan(rows, Self.types, &generator), [call])
    let expected = zip(rows, (test.expected[3...] + test.expected[..<3]).flatMap { [$0, $0] }).map { $0 + [$1] }
    #expect(try Run.difference(plan, expected) == nil)
  }

  @Test func argumentsThatAreNoCount() {
    var generator = SeededGenerator(seed: 1)
    let scan = SampleRows.scan([[.string("a"), .int(1), .int(0), .double(0)]], Self.types, &generator)
    for (function, arguments) in [
      (Function.ntile, [BoundExpression.column(2, .bigint)]), (.nthValue, [.column(2, .bigint), .column(2, .bigint)]),
    ] {
      #expect(throws: SQLError.self) { try Run.rows(.window(scan, [Self.call(function, arguments)])) }
    }
  }

  static let frames: [Frame?] = [
    nil, Frame(start: .unbounded, end: .offset(0)), Frame(start: .offset(-2), end: .offset(1)),
    Frame(start: .offset(0), end: .unbounded), Frame(start: .offset(2), end: .offset(3)),
    Frame(start: .offset(-3), end: .offset(-2)), Frame(start: .offset(.min), end: .offset(.max)),
    Frame(start: .offset(1), end: .offset(-1)),
  ]

  /// Values of doubles are quarters, so that sums are exact in any order.
  @Test(arguments: frames, UInt64(0)..<4) func framesLikeReference(_ frame: Frame?, _ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...60, using: &generator)
    let rows = (0..<count).map { _ -> [Value] in
      let number = Value.double(Double(Int.random(in: -8...8, using: &generator)) / 4)
      let integer = Value.int(Int64.random(in: -5...5, using: &generator))
      return [
        Bool.random(using: &generator) ? .string("a") : .string("b"), .int(Int64.random(in: 0...9, using: &generator)),
        Int.random(in: 0..<4, using: &generator) == 0 ? .null : integer,
        Int.random(in: 0..<4, using: &generator) == 0 ? .null : number,
      ]
    }
    let integer = [BoundExpression.column(2, .bigint)]
    let double = [BoundExpression.column(3, .double)]
    let second = integer + [.constant(.int(2), .bigint)]
    let calls = [
      Self.call(.aggregate(.sum), integer, frame: frame), Self.call(.aggregate(.average), integer, frame: frame),
      Self.call(.aggregate(.count), integer, frame: frame), Self.call(.aggregate(.countRows), frame: frame),
      Self.call(.aggregate(.minimum), integer, frame: frame),
      Self.call(.aggregate(.maximum), double, frame: frame, type: .double),
      Self.call(.aggregate(.sum), double, frame: frame, type: .double),
      Self.call(.aggregate(.bitOr), integer, frame: frame),
      Self.call(.aggregate(.count), integer, frame: frame, isDistinct: true),
      Self.call(.firstValue, integer, frame: frame), Self.call(.lastValue, integer, frame: frame),
      Self.call(.nthValue, second, frame: frame),
      Self.call(.firstValue, integer, ignoresNulls: true, frame: frame),
      Self.call(.lastValue, integer, ignoresNulls: true, frame: frame),
      Self.call(.nthValue, second, ignoresNulls: true, frame: frame),
      Self.call(.lag, second, ignoresNulls: true), Self.call(.lead, second, ignoresNulls: true),
    ]
    let plan = LogicalPlan.window(SampleRows.scan(rows, Self.types, &generator), calls)
    let expected = rows.indices.map { row in rows[row] + Self.reference(rows, row, frame) }
    #expect(try Run.difference(plan, expected) == nil, "seed \(seed)")
  }

  private static func reference(_ rows: Rows, _ row: Int, _ frame: Frame?) -> [Value] {
    let partition = rows.indices.filter { rows[$0][0] == rows[row][0] }.sorted { a, b in
      let order = SampleRows.compare(rows[a][1], rows[b][1])
      return order != 0 ? order < 0 : a < b
    }
    let position = partition.firstIndex(of: row) ?? 0
    let inside = partition.indices.filter { place in
      var isInside = true
      if case .offset(let offset) = frame?.start ?? .unbounded { isInside = Double(place - position) >= Double(offset) }
      if case .offset(let offset) = frame?.end ?? .unbounded {
        isInside = isInside && Double(place - position) <= Double(offset)
      }
      return isInside
    }
    let integers = inside.map { rows[partition[$0]][2] }
    let present = integers.filter { $0 != .null }
    let numbers = present.map { value in if case .int(let number) = value { number } else { Int64(0) } }
    let doubles = inside.map { rows[partition[$0]][3] }.compactMap { value in
      if case .double(let number) = value { number } else { Double?.none }
    }
    func value<T>(_ value: T?, _ make: (T) -> Value) -> Value { value.map(make) ?? .null }
    let sum = numbers.reduce(0, +)
    let around = partition.map { rows[$0][2] }
    let earlier = around[..<position].filter { $0 != .null }
    let later = around[(position + 1)...].filter { $0 != .null }
    return [
      numbers.isEmpty ? .null : .int(sum), numbers.isEmpty ? .null : .int(sum / Int64(numbers.count)),
      .int(Int64(numbers.count)), .int(Int64(inside.count)), value(numbers.min()) { .int($0) },
      value(doubles.max()) { .double($0) }, doubles.isEmpty ? .null : .double(doubles.reduce(0, +)),
      numbers.isEmpty ? .null : .int(numbers.reduce(0, |)), .int(Int64(Set(numbers).count)),
      integers.first ?? .null, integers.last ?? .null, integers.count > 1 ? integers[1] : .null,
      present.first ?? .null, present.last ?? .null, present.count > 1 ? present[1] : .null,
      earlier.count > 1 ? earlier[earlier.count - 2] : .null, later.count > 1 ? later[1] : .null,
    ]
  }

  @Test func listsMediansAndShares() throws {
    let rows: Rows = [
      [.string("a"), .int(3), .int(1), .double(1)], [.string("b"), .int(2), .int(1), .double(5)],
      [.string("a"), .int(1), .int(1), .double(3)],
    ]
    var generator = SeededGenerator(seed: 2)
    let text = BoundExpression.column(0, .varchar(100))
    let median = WindowCall(
      .aggregate(.median), [.column(3, .double)], partition: [text], order: [], frame: nil, type: .double)
    let list = WindowCall(
      .aggregate(.listAggregate), [text, .constant(.string("-"), .varchar(1))], partition: [], order: Self.order,
      frame: nil, type: .varchar(65535))
    let share = Self.call(.ratioToReport, [.column(3, .double)], type: .double)
    let plan = LogicalPlan.window(SampleRows.scan(rows, Self.types, &generator), [median, list, share])
    let expected: Rows = [
      rows[0] + [.double(2), .string("a-b-a"), .double(0.25)], rows[1] + [.double(5), .string("a-b-a"), .double(1)],
      rows[2] + [.double(2), .string("a-b-a"), .double(0.75)],
    ]
    #expect(try Run.difference(plan, expected) == nil)
  }

  /// Many rows: partitions in several parts, and one partition sorted by all threads.
  @Test(arguments: [1, 700]) func rowNumbersOfManyRows(_ partitions: Int64) throws {
    let count = 30_000
    let batches = (0..<3).map { part in
      Batch(
        [
          Column(.bigint, ints: (0..<count).map { Int64($0 * 31 % 997) % partitions }),
          Column(.bigint, ints: (0..<count).map { Int64(($0 * 48_271 + part) % 10_007) }),
        ], count: count)
    }
    let call = WindowCall(
      .rowNumber, [], partition: [.column(0, .bigint)], order: [SortKey(.column(1, .bigint), isDescending: true)],
      frame: nil, type: .bigint)
    let plan = LogicalPlan.window(SampleRows.scan(batches, [.bigint, .bigint]), [call])
    var all = batches.flatMap { batch in (0..<count).map { row in batch.columns.map { $0.value(row) } } }
    let sorted = all.indices.sorted { a, b in
      let partition = SampleRows.compare(all[a][0], all[b][0])
      let order = partition != 0 ? partition : SampleRows.compare(all[b][1], all[a][1])
      return order != 0 ? order < 0 : a < b
    }
    var number: Int64 = 0
    var last: Value?
    for row in sorted {
      number = all[row][0] == last ? number + 1 : 1
      last = all[row][0]
      all[row].append(.int(number))
    }
    #expect(try Run.difference(plan, all) == nil)
  }

  /// Keys that are the numbers of their partitions, near to each other or not, against the same keys as texts.
  @Test(arguments: UInt64(0)..<24) func partitionsByNumbers(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let types: [DataType] = [.bigint, .varchar(100), .bigint]
    let bases: [Int64] = [-5, 0, 3, .max - 1 << 33]
    let base = random.pick(bases)
    let span = random.pick([1, 200, 4_000, 1 << 33])
    let isNullable = random.flag()
    let batches = (0..<3).map { _ in
      let rows = (0..<random.int(4_096...4_300)).map { _ -> [Value] in
        let key = base + Int64(random.below(random.pick([span, 1])))
        let isNull = isNullable && random.below(5) == 0
        return [isNull ? .null : .int(key), isNull ? .null : .string("\(key)"), .int(Int64(random.below(50)))]
      }
      let batch = SampleRows.batch(rows, types)
      return random.flag() ? batch.packed : batch
    }
    let plans = [0, 1].map { key in
      let calls = [WindowCall.Function.rowNumber, .rank, .aggregate(.sum)].map { function in
        WindowCall(
          function, function == .aggregate(.sum) ? [.column(2, .bigint)] : [], partition: [.column(key, types[key])],
          order: [SortKey(.column(2, .bigint))], frame: nil, type: .bigint)
      }
      return LogicalPlan.window(SampleRows.scan(batches, types), calls)
    }
    #expect(try Run.rows(plans[0], threads: 2) == Run.rows(plans[1]), "seed \(seed)")
  }

  /// Many rows and calls, against each partition's rows alone.
  @Test(arguments: UInt64(0)..<2) func partitionsOfManyRows(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let types = Self.types + [.bigint]
    let keys: [Value] = (0..<9).map { .string("partition \($0)") } + [.null]
    let batches = (0..<3).map { part in
      SampleRows.batch(
        (0..<24_000).map { row in
          [
            keys[Int.random(in: 0..<keys.count, using: &generator)], SampleRows.value(.bigint, &generator),
            SampleRows.value(.bigint, &generator), .double(Double(Int.random(in: -8...8, using: &generator)) / 4),
            .int(Int64(part * 24_000 + row)),
          ]
        }, types)
    }
    let integer = [BoundExpression.column(2, .bigint)]
    let frame = Frame(start: .offset(-2), end: .offset(1))
    var other = Self.call(.aggregate(.countRows))
    other.partition = [.column(2, .bigint)]
    let calls = [
      Self.call(.rowNumber), Self.call(.rank), Self.call(.lag, integer), Self.call(.percentRank, type: .double), other,
      Self.call(.firstValue, [.column(0, types[0])], frame: frame, type: types[0]),
      Self.call(.aggregate(.sum), [.column(3, .double)], frame: frame, type: .double),
      Self.call(.aggregate(.count), integer), Self.call(.ntile, [.constant(.int(7), .bigint)]),
    ]
    let scan = SampleRows.scan(batches, types)
    let all = try Run.rows(.window(scan, calls))
    var counts: [String: Int64] = [:]
    for row in all { counts[SampleRows.key(row[2]), default: 0] += 1 }
    for key in keys {
      let own = all.filter { SampleRows.key($0[0]) == SampleRows.key(key) }
      let condition: BoundExpression =
        key == .null
        ? .isNull(.column(0, types[0]), isNegated: false)
        : .call(.comparison(.equal), [.column(0, types[0]), .constant(key, types[0])], .boolean)
      var expected = try Run.rows(.window(.filter(scan, condition), calls))
      for row in expected.indices { expected[row][9] = .int(counts[SampleRows.key(expected[row][2])] ?? 0) }
      #expect(own.map(SampleRows.key) == expected.map(SampleRows.key), "seed \(seed), \(key)")
    }
  }
}

/// `ROW_NUMBER() … = 1` in its shapes gives what numbering all rows gives.
@Suite struct FirstRowTests {
  @Test(arguments: UInt64(0)..<6) func likeAllNumbers(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let types: [DataType] = [.varchar(100), .double, .bigint]
    let rows = SampleRows.rows(types, count: seed == 0 ? 0 : 80, &generator)
    let order = seed == 1 ? [] : [SortKey(.column(1, .double), isDescending: true), SortKey(.column(2, .bigint))]
    let call = WindowCall(
      .rowNumber, [], partition: seed == 2 ? [] : [.column(0, .varchar(100))], order: order, frame: nil, type: .bigint)
    let window = LogicalPlan.window(SampleRows.scan(rows, types, &generator), [call])
    let numbered = try Run.rows(window)
    let expected = numbered.filter { $0[3] == .int(1) }
    func isOne(_ column: Int) -> BoundExpression {
      .call(.comparison(.equal), [.column(column, .bigint), .constant(.int(1), .bigint)], .boolean)
    }
    #expect(try Run.difference(.filter(window, isOne(3)), expected) == nil, "seed \(seed)")
    let project = LogicalPlan.project(window, [.column(3, .bigint), .column(1, .double)])
    let filtered = LogicalPlan.filter(project, .and([isOne(0), .isNull(.column(1, .double), isNegated: true)]))
    let some = expected.filter { $0[1] != .null }.map { [$0[3], $0[1]] }
    #expect(try Run.difference(filtered, some) == nil, "seed \(seed)")
    let two = LogicalPlan.filter(
      window, .call(.comparison(.equal), [.constant(.int(2), .bigint), .column(3, .bigint)], .boolean))
    #expect(try Run.difference(two, numbered.filter { $0[3] == .int(2) }) == nil, "seed \(seed)")
  }

  /// Many morsels, with a filter before the window.
  @Test(arguments: UInt64(0)..<4) func ofManyMorsels(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let types: [DataType] = [.varchar(100), .bigint, .boolean]
    let batches = (0..<3).map { _ in
      let some = SampleRows.rows(types, count: 300, &generator)
      let rows = (0..<16_400).map { _ in some[Int.random(in: 0..<some.count, using: &generator)] }
      return SampleRows.batch(rows, types)
    }
    let scan = SampleRows.scan(batches, types)
    let kept = LogicalPlan.filter(scan, .column(2, .boolean))
    let input = seed % 2 == 0 ? kept : .project(kept, [.column(0, types[0]), .column(1, .bigint)])
    let call = WindowCall(
      .rowNumber, [], partition: [.column(0, types[0])],
      order: [SortKey(.column(1, .bigint), isDescending: seed < 2)], frame: nil, type: .bigint)
    let window = LogicalPlan.window(input, [call])
    let place = input.types.count
    let expected = try Run.rows(window).filter { $0[place] == .int(1) }
    let isOne = BoundExpression.call(
      .comparison(.equal), [.column(place, .bigint), .constant(.int(1), .bigint)], .boolean)
    #expect(try Run.difference(.filter(window, isOne), expected) == nil, "seed \(seed)")
  }
}
