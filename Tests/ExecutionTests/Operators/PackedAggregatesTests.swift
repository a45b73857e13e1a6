import Columnar
import Planning
import SQLTypes
import TestSupport
import Testing

/// Aggregates of packed columns, which are made of their offsets, against those of the same rows spelled out.
@Suite struct PackedAggregatesTests {
  private static let functions: [(AggregateFunction, DataType)] = [
    (.count, .bigint), (.sum, .decimal(precision: 38, scale: 0)), (.average, .bigint), (.minimum, .bigint),
    (.maximum, .bigint),
  ]

  /// Keys of few values, then numbers of bytes, shorts and words above a base, with NULLs or without.
  private static func batch(_ random: inout SeededGenerator, rows: Int) -> Batch {
    let spans: [Int64] = [0, 200, 60_000, 3_000_000_000]
    let bases: [Int64] = [0, -100, 1 << 40, -1 << 62]
    let columns = [Int64(3), random.pick(spans)].map { span in
      let base = random.pick(bases)
      let isNullable = random.flag()
      let isValid = (0..<rows).map { _ in !isNullable || random.below(4) > 0 }
      let values = (0..<rows).map { _ in base + Int64.random(in: 0...span, using: &random) }
      return Column(.bigint, ints: values, validity: Validity(valid: isValid))
    }
    return Batch(columns, count: rows)
  }

  @Test(arguments: [[], [0], [0, 1]]) func areThoseOfTheValues(_ keys: [Int]) throws {
    var random = SeededGenerator()
    let calls = Self.functions.map { function, type in
      AggregateCall(function, [.column(1, .bigint)], isDistinct: false, order: [], type: type)
    }
    for _ in 0..<60 {
      let batches = (0..<random.int(1...4)).map { _ in
        let rows = random.int(1...200)
        return Self.batch(&random, rows: rows)
      }
      let plans = [batches, batches.map(\.packed)].map { batches in
        LogicalPlan.aggregate(
          AggregatePlan(
            input: SampleRows.scan(batches, [.bigint, .bigint]), groups: keys.map { .column($0, .bigint) },
            aggregates: calls))
      }
      #expect(try Run.rows(plans[1], threads: 2) == Run.rows(plans[0], threads: 2))
    }
  }
}
