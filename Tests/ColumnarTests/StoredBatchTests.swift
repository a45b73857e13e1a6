import Columnar
import SQLTypes
import TestSupport
import Testing

/// A stored batch has the rows that a list has from which the same rows are taken, whatever is held beside them.
@Suite struct StoredBatchTests {
  private static func batch(_ count: Int, _ random: inout SeededGenerator) -> Batch {
    let isNull = (0..<count).map { _ in random.below(5) == 0 }
    let numbers = Column(.bigint, ints: (0..<count).map(Int64.init), validity: Validity(valid: isNull.map(!)))
    let texts = Column(.varchar(40), values: (0..<count).map { .string("a text of some length \($0)") })
    let wide = Column(.double, doubles: (0..<count).map(Double.init))
    return Batch([Column(.bigint, ints: (0..<count).map(Int64.init)).packed, numbers, texts, wide], count: count)
  }

  /// Some of so many rows, ascending: next to each other, or anywhere.
  private static func some(of count: Int, _ random: inout SeededGenerator) -> [UInt32] {
    let wanted = random.below(random.pick([2, 8, count / 20 + 1, count / 4 + 1]))
    guard random.flag() else { return Set((0..<wanted).map { _ in UInt32(random.below(count)) }).sorted() }
    let first = random.below(count)
    return (first..<min(count, first + wanted)).map { UInt32($0) }
  }

  private static func rows(_ batch: Batch) -> [[Value]] {
    (0..<batch.count).map { row in batch.columns.map { $0.value(row) } }
  }

  @Test func changesLikeAList() {
    var random = SeededGenerator()
    var largest = 0
    for round in 0..<200 {
      let batch = Self.batch(1 + random.below(random.pick([70, 700])), &random)
      var (stored, expected) = (StoredBatch(batch), Self.rows(batch))
      for _ in 0..<12 where stored.count > 0 {
        let some = Self.some(of: stored.count, &random)
        switch random.below(4) {
        case 0:
          let values = some.map { _ in Value.int(Int64(random.below(1000))) }
          stored = stored.replacing(some, [(column: 1, values: Column(.bigint, values: values))])
          for (row, value) in zip(some, values) { expected[Int(row)][1] = value }
        case 1 where random.below(4) == 0: stored = stored.compacted
        case 1: stored = stored.map { $0.picking([0, 1, 2, 3]) }
        default:
          stored = stored.deleting(some)
          for row in some.reversed() { expected.remove(at: Int(row)) }
        }
        #expect(Self.rows(stored.rows) == expected, "seed \(random.seed), round \(round)")
        #expect(stored.column(1).values == expected.map { $0[1] }, "seed \(random.seed), round \(round)")
        #expect(stored.count == expected.count && stored.held.count == stored.count + stored.deletedCount)
        #expect(stored.deletedCount <= stored.held.count / 8, "seed \(random.seed), round \(round)")
        largest = max(largest, stored.deletedCount)
      }
    }
    #expect(largest > 50, "seed \(random.seed)")
  }

  @Test func sharesWhatItHolds() {
    var random = SeededGenerator()
    let batch = Self.batch(1000, &random)
    let stored = StoredBatch(batch).deleting([3, 500])
    #expect(stored.held.count == 1000 && stored.count == 998)
    #expect(stored.compacted.held.count == 998 && stored.compacted.deletedCount == 0)
    #expect(StoredBatch(batch).deleting((0..<1000).map { $0 }).held.count == 0)
  }
}
