import Columnar
import SQLTypes
import TestSupport
import Testing

/// The hash table of a join against a look at every pair: NULLs, duplicates, trailing blanks, several batches,
/// constants, more pairs than are wanted at once, hashes that tell nothing, and strings that stand in their batch
/// unhashed.
@Suite struct JoinHashTableTests {
  enum Hashing: CaseIterable { case ofAll, ofNothing, ofNumbers, ofFew }

  static let keyTypes: [[DataType]] = [
    [.bigint], [.varchar(40)], [.double, .varchar(40)], [.varchar(40), .interval, .char(20), .bigint, .boolean],
  ]

  @Test(arguments: keyTypes, Hashing.allCases) func likeEveryPair(_ types: [DataType], _ hashing: Hashing) throws {
    for seed in UInt64(0)..<12 {
      var generator = SeededGenerator(seed: seed)
      // A few hashes share one bucket, whose chain must be short.
      let (batches, most) = hashing == .ofFew ? (1, 12) : (Int.random(in: 0...4, using: &generator), 60)
      let right = (0..<batches).map { _ in Self.batch(types, &generator, most: most) }
      let left = Self.batch(types, &generator)
      let expected = Self.everyPair(left, right)
      let table = Self.table(right, hashing)
      let limit = seed % 3 == 0 ? 7 : 100_000
      var (pairs, row) = ([[UInt32]](), 0)
      while row < left[0].count {
        var matches = RowMatches()
        let (keys, rowIndices) = Self.keys(left, hashing, &generator)
        let next = table.match(
          keys, hashes: Self.hashes(keys, hashing), rowIndices: rowIndices, from: row, number: 5, limit: limit,
          into: &matches)
        #expect(next > row, "seed \(seed)")
        row = max(next, row + 1)
        pairs += matches.left.indices.map { [matches.left[$0] - 5, matches.right[$0]] }
      }
      #expect(pairs == expected, "seed \(seed)")
    }
  }

  private static func hashes(_ keys: KeyColumns, _ hashing: Hashing) -> [UInt64] {
    switch hashing {
    case .ofAll: keys.hashes()
    case .ofFew: keys.hashes().map { $0 & 3 }
    case .ofNothing: [UInt64](repeating: 0xabcd_ef01_2345_6789, count: keys.count)
    case .ofNumbers: keys.hashes(of: keys.columns.indices.filter { !keys.columns[$0].isString })
    }
  }

  /// Where only numbers are hashed, the strings are those of a larger batch, in another order.
  private static func keys(
    _ columns: [Column], _ hashing: Hashing, _ generator: inout SeededGenerator
  ) -> (KeyColumns, rowIndices: [UInt32]?) {
    let count = columns[0].count
    guard hashing == .ofNumbers else { return (KeyColumns(columns, count: count), nil) }
    let order = (0..<UInt32(2 * count)).shuffled(using: &generator)
    let rowIndices = Array(order[..<count])
    var source = [UInt32](repeating: 0, count: 2 * count)
    for (row, place) in rowIndices.enumerated() { source[Int(place)] = UInt32(row) }
    let keys = columns.map { column in
      KeyColumn(KeyColumn(column).isString && !column.isConstant ? column.gather(source) : column)
    }
    return (KeyColumns(keys: keys, count: count), rowIndices)
  }

  private static func table(_ batches: [[Column]], _ hashing: Hashing) -> JoinHashTable {
    let layout = JoinHashLayout(rows: batches.reduce(0) { $0 + $1[0].count })
    var firstRow = 0
    let parts = batches.map { columns in
      let keys = KeyColumns(columns, count: columns[0].count)
      defer { firstRow += keys.count }
      return JoinHashInput(
        keys, hashes: hashes(keys, hashing), firstRow: firstRow, isIncluded: keys.completeness, layout)
    }
    return JoinHashTable((0..<layout.partitionCount).map { JoinHashPartition($0, parts, layout) }, layout)
  }

  /// Numbers are hashed alone where they tell the rows apart; a crowd under one number is noticed.
  @Test func selectiveColumns() {
    func keys(_ numbers: (Int) -> Int64) -> KeyColumns {
      let rows = 0..<1000
      let texts = rows.map { Value.string("text \($0)") }
      let columns = [Column(.varchar(20), values: texts), Column(.bigint, values: rows.map { .int(numbers($0)) })]
      return KeyColumns(columns, count: rows.count)
    }
    #expect(keys { Int64($0) }.selectiveColumns == [1])
    #expect(keys { Int64($0 % 10) }.selectiveColumns == [0, 1])
    for (crowd, hasLongChains) in [(10, false), (40, true)] {
      let keys = keys { Int64(max($0, crowd)) }
      let layout = JoinHashLayout(rows: keys.count)
      let part = JoinHashInput(keys, hashes: keys.hashes(of: [1]), firstRow: 0, isIncluded: nil, layout)
      let table = JoinHashTable((0..<layout.partitionCount).map { JoinHashPartition($0, [part], layout) }, layout)
      #expect(keys.selectiveColumns == [1] && table.hasLongChains == hasLongChains)
    }
  }

  private static func batch(_ types: [DataType], _ generator: inout SeededGenerator, most: Int = 60) -> [Column] {
    let count = Int.random(in: 1...most, using: &generator)
    return types.map { type in
      if Int.random(in: 0..<8, using: &generator) == 0 {
        return .constant(value(type, &generator), type, count: count)
      }
      return Column(type, values: (0..<count).map { _ in value(type, &generator) })
    }
  }

  private static func value(_ type: DataType, _ generator: inout SeededGenerator) -> Value {
    if Int.random(in: 0..<10, using: &generator) == 0 { return .null }
    let pick = Int.random(in: 0..<3, using: &generator)
    return switch type.physical {
    case .bool: .bool(pick > 0)
    case .double: .double([0.0, -0.0, .nan][pick])
    case .interval: .interval(Interval(months: Int64(pick & 1), microseconds: Int64(pick) * 2_592_000_000_000))
    case .string: .string(texts[Int.random(in: 0..<texts.count, using: &generator)])
    default: .int(Int64(pick) - 1)
    }
  }

  private static let texts = [
    "", "  ", "a", "a ", "twelve bytes", "twelve bytes ", "thirteen byte", "thirteen bytf",
    "sixteen bytes ok", "sixteen bytes oj", "seventeen bytes o", "seventeen bytes o   ",
  ]

  private static func everyPair(_ left: [Column], _ right: [[Column]]) -> [[UInt32]] {
    let rows = right.flatMap { columns in (0..<columns[0].count).map { row in columns.map { key($0.value(row)) } } }
    return (0..<left[0].count).flatMap { l in
      let mine = left.map { key($0.value(l)) }
      return rows.indices.filter { !mine.contains("null") && rows[$0] == mine }.map { [UInt32(l), UInt32($0)] }
    }
  }

  private static func key(_ value: Value) -> String {
    switch value {
    case .string(let text): "s" + text.reversed().drop { $0 == " " }.reversed()
    case .double(let number): number == 0 ? "0" : "\(number)"
    case .interval(let interval): "\(interval.months * 30 * 86_400_000_000 + interval.microseconds)"
    default: "\(value)"
    }
  }
}
