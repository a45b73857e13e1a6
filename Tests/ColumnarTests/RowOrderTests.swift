import Columnar
import SQLTypes
import Testing

/// Sorting, grouping and comparing rows against one row at a time.
@Suite struct RowOrderTests {
  /// A splitmix64 step.
  private static func random(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  private static func value(_ type: DataType, _ range: UInt64, _ state: inout UInt64) -> Value {
    let pick = random(&state) % range
    if random(&state) % 8 == 0 { return .null }
    switch type {
    case .bigint: return .int(pick == 0 ? .max : pick == 1 ? .min : Int64(pick) - 5)
    case .double: return .double(pick == 0 ? .nan : pick == 1 ? -.infinity : pick == 2 ? -0.0 : Double(pick) - 3)
    case .varchar:
      let stem = String(repeating: "Mozilla/5.0 ", count: Int(pick % 4))
      return .string(pick % 3 == 0 ? String(pick) : stem + String(pick) + (pick % 2 == 0 ? "  " : ""))
    default: return .int128(pick == 0 ? Int128.max : pick == 1 ? Int128.min : Int128(pick))
    }
  }

  private static func compare(_ left: Value, _ right: Value) -> Int {
    switch (left, right) {
    case (.int(let l), .int(let r)): l == r ? 0 : l < r ? -1 : 1
    case (.int128(let l), .int128(let r)): l == r ? 0 : l < r ? -1 : 1
    case (.double(let l), .double(let r)): l.isNaN ? (r.isNaN ? 0 : 1) : r.isNaN ? -1 : l == r ? 0 : l < r ? -1 : 1
    case (.string(let l), .string(let r)): compareText(l, r)
    default: 0
    }
  }

  private static func compareText(_ left: String, _ right: String) -> Int {
    let l = trimmed(left)
    let r = trimmed(right)
    return l == r ? 0 : l.lexicographicallyPrecedes(r) ? -1 : 1
  }

  private static func trimmed(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    while bytes.last == 0x20 { bytes.removeLast() }
    return bytes
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let types: [DataType]
    let range: UInt64
    let count: Int
    var testDescription: String { "\(types.map(\.description)) of \(range) values, \(count) rows" }
  }

  static let cases: [Case] = [
    Case(types: [.bigint], range: 20, count: 50), Case(types: [.bigint], range: 1 << 40, count: 600),
    Case(types: [.bigint, .varchar(99)], range: 9, count: 800), Case(types: [.varchar(99)], range: 40, count: 700),
    Case(types: [.varchar(99), .double], range: 500, count: 500),
    Case(types: [.double, .bigint], range: 7, count: 500),
    Case(types: [.decimal(precision: 38, scale: 0), .varchar(99), .bigint], range: 6, count: 500),
  ]

  @Test(arguments: cases, [UInt64(1), 2]) func sortsLikeComparisons(_ test: Case, _ seed: UInt64) {
    var state = seed
    let columns = test.types.map { type in
      Column(type, values: (0..<test.count).map { _ in Self.value(type, test.range, &state) })
    }
    let keys = columns.map { column in
      RowOrder.Key(
        column, isDescending: Self.random(&state) % 2 == 0, nullsFirst: Self.random(&state) % 2 == 0)
    }
    let values = columns.map(\.values)
    let expected = (0..<test.count).sorted { a, b in
      for (place, key) in keys.enumerated() {
        let (l, r) = (values[place][a], values[place][b])
        if (l == .null) != (r == .null) { return (l == .null) == key.nullsFirst }
        let order = Self.compare(l, r)
        if order != 0 { return (order < 0) != key.isDescending }
      }
      return a < b
    }
    let order = RowOrder(keys, count: test.count)
    #expect(order.sortedRows().map { Int($0) } == expected, "seed \(seed)")
    for limit in [0, 1, 3, test.count / 20, test.count / 2, test.count, test.count + 1] {
      #expect(order.sortedRows(first: limit).map { Int($0) } == Array(expected.prefix(limit)), "seed \(seed), \(limit)")
    }
    for count in [2, 7, 60] {
      #expect(Self.sortedByBuckets(order, count).map { Int($0) } == expected, "seed \(seed), \(count) buckets")
    }
  }

  /// Rows dealt in two pieces.
  private static func sortedByBuckets(_ order: RowOrder, _ count: Int) -> [UInt32] {
    guard let buckets = OrderBuckets(order, count: count) else { return [] }
    let pieces = [0..<order.count / 3, order.count / 3..<order.count]
    let dealt = pieces.map(buckets.numbers)
    var entries = [SortEntry](repeating: SortEntry(row: 0), count: order.count)
    var start = 0
    let ranges = (0..<buckets.count).map { bucket in
      defer { start += dealt[0].counts[bucket] + dealt[1].counts[bucket] }
      return start..<start + dealt[0].counts[bucket] + dealt[1].counts[bucket]
    }
    entries.withUnsafeMutableBufferPointer { entries in
      var offsets = ranges.map(\.lowerBound)
      for (piece, dealt) in zip(pieces, dealt) { buckets.deal(piece, dealt.numbers, &offsets, into: entries) }
      for range in ranges { buckets.sort(UnsafeMutableBufferPointer(rebasing: entries[range])) }
    }
    return entries.map(\.row)
  }

  /// Texts that are told by eight bytes behind those that all share; a NULL among them.
  @Test func textsOfOneLength() {
    let texts = (0..<900).map { $0 == 7 ? Value.null : .string("customer-\(10_000_000 + $0 * 7919 % 311)") }
    let order = RowOrder(
      [RowOrder.Key(Column(.varchar(20), values: texts), isDescending: false, nullsFirst: false)], count: 900)
    let expected = texts.indices.sorted { a, b in
      guard case .string(let left) = texts[a] else { return false }
      guard case .string(let right) = texts[b] else { return true }
      return left == right ? a < b : left < right
    }
    #expect(order.sortedRows().map { Int($0) } == expected)
  }

  @Test(arguments: cases, [UInt64(4)]) func groupsLikeComparisons(_ test: Case, _ seed: UInt64) {
    var state = seed
    let columns = test.types.map { type in
      Column(type, values: (0..<test.count).map { _ in Self.value(type, test.range, &state) })
    }
    let keys = KeyColumns(columns, count: test.count)
    let grouping = RowGroups(keys, hashes: keys.hashes())
    let narrow = RowGroups(keys, hashes: keys.hashes().map { $0 & 1 })
    var firsts: [Int] = []
    let values = columns.map(\.values)
    let expected = (0..<test.count).map { row in
      let group = firsts.firstIndex { first in
        values.allSatisfy { column in
          (column[row] == .null) == (column[first] == .null) && Self.compare(column[row], column[first]) == 0
        }
      }
      if group == nil { firsts.append(row) }
      return UInt32(group ?? firsts.count - 1)
    }
    #expect(grouping.groups == expected, "seed \(seed)")
    #expect(narrow.groups == expected, "hashes that collide, seed \(seed)")
    #expect(grouping.firstRows.map { Int($0) } == firsts)
  }

  @Test func mergesAndSplits() {
    let column = Column(.bigint, ints: (0..<1000).map { Int64($0 * 7919 % 101) })
    let order = RowOrder([RowOrder.Key(column, isDescending: true, nullsFirst: false)], count: 1000)
    var left = (0..<400).map { SortEntry(row: UInt32($0)) }
    var right = (400..<1000).map { SortEntry(row: UInt32($0)) }
    left.withUnsafeMutableBufferPointer { order.sort($0) }
    right.withUnsafeMutableBufferPointer { order.sort($0) }
    var merged = [SortEntry](repeating: SortEntry(row: 0), count: 1000)
    left.withUnsafeBufferPointer { l in
      right.withUnsafeBufferPointer { r in merged.withUnsafeMutableBufferPointer { order.merge(l, r, into: $0) } }
    }
    #expect(merged.map(\.row) == order.sortedRows())
    let leftRows = Set(left.map(\.row))
    for count in stride(from: 0, through: 1000, by: 37) {
      let split = left.withUnsafeBufferPointer { l in
        right.withUnsafeBufferPointer { r in order.split(l, r, first: count) }
      }
      #expect(split == merged[..<count].count { leftRows.contains($0.row) })
    }
  }

  @Test func hashesTellOrderOfColumns() {
    let one = Column(.bigint, ints: [1, 2])
    let two = Column(.bigint, ints: [2, 1])
    let hashes = KeyColumns([one, two], count: 2).hashes()
    #expect(hashes[0] != hashes[1])
    #expect(KeyColumns([Column.constant(.int(1), .bigint, count: 2), two], count: 2).hashes()[0] == hashes[0])
  }
}
