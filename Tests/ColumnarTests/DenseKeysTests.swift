import Columnar
import SQLTypes
import TestSupport
import Testing

/// What is found by indices instead of hashes, against the obvious way: NULLs, duplicates, constants, several batches,
/// rows named by a selection, more pairs than are wanted at once.
@Suite struct DenseKeysTests {
  @Test func joinsLikeEveryPair() throws {
    var generator = SeededGenerator()
    var reordered = 0
    for round in 0..<400 {
      let spread = Int64(generator.pick([3, 40, 1000]))
      let right =
        generator.flag()
        ? Self.unique(generator.int(1...200), &generator)
        : (0..<generator.int(1...3)).map { _ in Self.numbers(generator.int(1...40), spread, &generator) }
      let left = Self.numbers(generator.int(1...60), spread, &generator)
      let asksExistence = generator.flag()
      guard let table = DirectJoinTable(right, asksExistence: asksExistence, mayReorder: generator.flag()) else {
        #expect(right.allSatisfy { $0.nullCount == $0.count }, "round \(round)")
        continue
      }
      let selection = generator.flag() ? (0..<UInt32(left.count)).filter { _ in generator.flag() } : nil
      let stored = generator.flag() ? left : left.packed
      let limit = generator.pick([1, 7, 10_000])
      var (pairs, row) = ([[UInt32]](), 0)
      while row < selection?.count ?? left.count {
        var matches = RowMatches()
        let next = table.match(stored, rowIndices: selection, from: row, limit: limit, into: &matches)
        try #require(next > row, "round \(round)")
        row = next
        pairs += zip(matches.left, matches.right).map { [$0, table.order?[Int($1)] ?? $1] }
      }
      let expected = Self.everyPair(left, selection, right, isFirstOnly: asksExistence)
      if asksExistence {
        #expect(pairs.map { $0[0] } == expected.map { $0[0] }, "round \(round)")
      } else {
        #expect(pairs == expected, "round \(round)")
      }
      reordered += table.order == nil ? 0 : 1
    }
    #expect(reordered > 3, "seed \(generator.seed)")
  }

  /// Each number once, most of those in between, in order or not; in two columns.
  private static func unique(_ count: Int, _ generator: inout SeededGenerator) -> [Column] {
    let (first, gaps) = (Int64(generator.int(-100...100)), generator.pick([0, 0, 5]))
    var values = (0..<Int64(count)).filter { _ in gaps == 0 || generator.below(gaps) > 0 }.map { Value.int(first + $0) }
    if generator.flag() { values.shuffle(using: &generator) }
    if generator.flag() { values.append(.null) }
    let middle = values.count / 2
    return [Column(.bigint, values: Array(values[..<middle])), Column(.bigint, values: Array(values[middle...]))]
  }

  /// Where it is only asked whether there is a partner, any one is as good.
  private static func everyPair(
    _ left: Column, _ selection: [UInt32]?, _ right: [Column], isFirstOnly: Bool
  ) -> [[UInt32]] {
    let keys = right.flatMap(\.values)
    let rows = selection ?? Array(0..<UInt32(left.count))
    return rows.indices.flatMap { index in
      let key = left.value(Int(rows[index]))
      let partners = keys.indices.filter { key != .null && keys[$0] == key }
      return partners.prefix(isFirstOnly ? 1 : .max).map { [UInt32(index), UInt32($0)] }
    }
  }

  @Test func refusesWhatIsNoIndex() {
    #expect(DirectJoinTable([Column(.bigint, ints: [0, 1 << 40])], asksExistence: false) == nil)
    #expect(DirectJoinTable([Column(.bigint, ints: [.min, .max])], asksExistence: false) == nil)
    #expect(DirectJoinTable([Column(.double, values: [.double(1)])], asksExistence: false) == nil)
    #expect(KeySet([Column(.bigint, ints: [.min, .max])], rows: 1 << 30) == nil)
    #expect(KeySet([Column(.varchar(4), values: [.string("a")])], rows: 1) == nil)
    #expect(KeySet([], rows: 1) == nil)
    let dense = Column(.bigint, ints: (0..<100).map { $0 * 3 })
    #expect(KeySet([dense], rows: 1 << 20) != nil && KeySet([dense], rows: 1 << 20, ifSparse: true) == nil)
    #expect(KeySet([Column(.bigint, ints: [0, 9, 40])], rows: 1 << 20, ifSparse: true) != nil)
  }

  @Test func setsHoldTheirKeys() throws {
    var generator = SeededGenerator()
    for round in 0..<200 {
      let spread = Int64(generator.pick([3, 300, 30_000]))
      let keys = (0..<generator.int(1...3)).map { _ in Self.numbers(generator.int(1...40), spread, &generator) }
      let members = Set(keys.flatMap(\.values)).subtracting([.null])
      guard let set = KeySet(keys, rows: 0) else {
        #expect(members.isEmpty, "round \(round)")
        continue
      }
      let column = Self.numbers(generator.int(1...90), spread + 5, &generator)
      guard !column.isConstant else { continue }
      let expected = (0..<UInt32(column.count)).filter { members.contains(column.value(Int($0))) }
      #expect(set.rows(of: column) == expected && set.rows(of: column.packed) == expected, "round \(round)")
    }
  }

  @Test func groupsLikeHashes() throws {
    var generator = SeededGenerator()
    var grouped = 0
    for round in 0..<400 {
      let count = generator.int(1...400)
      // The rows of another relation, as a join gathers its columns.
      let other = (0..<count).map { _ in UInt32(generator.below(generator.pick([5, 500]))) }
      let keys = (0..<generator.int(1...4)).map { _ in Self.groupKey(count, other, &generator) }
      guard let dense = DenseRows(keys, count: count) else { continue }
      grouped += 1
      let columns = KeyColumns(keys, count: count)
      let hashes = columns.hashes()
      let hashed = RowGroups(columns, hashes: hashes)
      #expect(dense.groups.groups == hashed.groups, "round \(round)")
      #expect(dense.groups.firstRows == hashed.firstRows, "round \(round)")
      if let known = dense.hashes { #expect(known == hashed.firstRows.map { hashes[Int($0)] }, "round \(round)") }
    }
    #expect(grouped > 50)
  }

  private static func groupKey(_ count: Int, _ other: [UInt32], _ generator: inout SeededGenerator) -> Column {
    switch generator.below(5) {
    case 0:
      return dictionary((0..<count).map { _ in UInt32(generator.below(texts.count)) }, size: texts.count, &generator)
    case 1, 2: return dictionary(other, size: 500, &generator)
    case 3:
      return Column(
        .boolean, bools: (0..<count).map { _ in generator.flag() }, validity: validity(count, &generator))
    default:
      let numbers = numbers(count, Int64(generator.pick([2, 9, 5000])), &generator)
      return generator.flag() ? numbers.packed : numbers
    }
  }

  private static let texts = ["a", "a ", "b", "", " ", "a longer text than a view"]

  /// Some texts, again and again.
  private static func dictionary(_ codes: [UInt32], size: Int, _ generator: inout SeededGenerator) -> Column {
    var builder = StringBuilder(capacity: size)
    let period = generator.int(1...texts.count)
    for index in 0..<size { builder.append(texts[index % period]) }
    let values = builder.finish()
    let strings = StringColumn(values: values.values, codes: .words(codes), arenas: values.arenas, mayEndInBlank: true)
    return Column(.varchar(40), strings: strings, validity: validity(codes.count, &generator))
  }

  /// Clustered rows and rows of few values are grouped at once; only where both samples have hardly a repetition they
  /// are not.
  @Test func samplesTellDistinctRows() {
    let count = 1 << 14
    func isDistinct(_ value: (Int) -> Int) -> Bool {
      KeySample.isMostlyDistinct([Column(.bigint, ints: (0..<count).map { Int64(value($0)) })], count)
    }
    #expect(isDistinct { $0 * 7919 % 16381 })
    #expect(!isDistinct { $0 / 4 } && !isDistinct { $0 % 1500 } && !isDistinct { _ in 3 })
    #expect(!KeySample.isMostlyDistinct([Column(.bigint, ints: [1, 2, 3])], 3))
  }

  private static func validity(_ count: Int, _ generator: inout SeededGenerator) -> Validity {
    generator.flag() ? .allValid : Validity(valid: (0..<count).map { _ in generator.below(5) > 0 })
  }

  /// Around 0, some NULL; now and then one value for all rows.
  private static func numbers(_ count: Int, _ spread: Int64, _ generator: inout SeededGenerator) -> Column {
    let value = { (generator: inout SeededGenerator) in Value.int(Int64.random(in: -spread...spread, using: &generator))
    }
    if generator.below(8) == 0 { return .constant(value(&generator), .bigint, count: count) }
    let hasNulls = generator.flag()
    return Column(
      .bigint, values: (0..<count).map { _ in hasNulls && generator.below(4) == 0 ? .null : value(&generator) })
  }
}
