import Columnar
import Planning
import SQLTypes
import TestSupport
import Testing

/// ORDER BY and LIMIT against a stable sort of rows.
@Suite struct SortTests {
  static let types: [DataType] = [.varchar(100), .double, .bigint, .boolean, .interval]

  @Test(arguments: UInt64(0)..<20) func likeStableSort(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...200, using: &generator)
    let rows = SampleRows.rows(Self.types, count: count, &generator)
    let columns = Self.types.indices.shuffled(using: &generator).prefix(Int.random(in: 1...3, using: &generator))
    let keys = columns.map { column in
      SortKey(
        .column(column, Self.types[column]), isDescending: Bool.random(using: &generator),
        nullsFirst: Bool.random(using: &generator))
    }
    let expected = Self.sorted(rows, Array(columns), keys)
    let plan = LogicalPlan.sort(SampleRows.scan(rows, Self.types, &generator), keys)
    #expect(try Run.difference(plan, expected) == nil, "seed \(seed)")
    let (limit, offset) = (Int.random(in: 0...30, using: &generator), Int.random(in: 0...30, using: &generator))
    let limited = LogicalPlan.limit(.project(plan, SampleRows.columns(Self.types)), count: limit, offset: offset)
    #expect(try Run.difference(limited, Array(expected.dropFirst(offset).prefix(limit))) == nil, "seed \(seed)")
  }

  private static func sorted(_ rows: Rows, _ columns: [Int], _ keys: [SortKey]) -> Rows {
    rows.enumerated().sorted { a, b in
      for (column, key) in zip(columns, keys) {
        let (l, r) = (a.element[column], b.element[column])
        if (l == .null) != (r == .null) { return (l == .null) == key.nullsFirst }
        let order = SampleRows.compare(l, r)
        if order != 0 { return (order < 0) != key.isDescending }
      }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// More than one run, merged in pieces; rows dealt into buckets, and such as one value has too many of for that.
  @Test(arguments: [(40_000, 1009), (90_000, 1009), (90_000, 3)]) func manyRows(_ count: Int, _ values: Int) throws {
    let batches = (0..<3).map { part in
      Batch([Column(.bigint, ints: (0..<count).map { Int64(($0 &* 48_271 + part) % values) })], count: count)
    }
    let rows = batches.flatMap { $0.columns[0].values }
    let plan = LogicalPlan.sort(SampleRows.scan(batches, [.bigint]), [SortKey(.column(0, .bigint), isDescending: true)])
    let expected = rows.sorted { SampleRows.compare($1, $0) < 0 }.map { [$0] }
    #expect(try Run.difference(plan, expected) == nil)
  }

  /// Rows that are in order as they are, all of them or only up to where a thread's share ends.
  @Test(arguments: [70_000, 65_536]) func rowsInOrder(_ length: Int) throws {
    let count = 35_000
    let batches = (0..<2).map { part in
      let rows = part * count..<(part + 1) * count
      return Batch(
        [Column(.bigint, ints: rows.map { Int64($0 % length / 2) }), Column(.bigint, ints: rows.map { Int64($0) })],
        count: count)
    }
    let expected = (0..<2 * count).map { ($0 % length / 2, $0) }.sorted { $0 < $1 }
    let plan = LogicalPlan.sort(SampleRows.scan(batches, [.bigint, .bigint]), [SortKey(.column(0, .bigint))])
    #expect(try Run.difference(plan, expected.map { [.int(Int64($0.0)), .int(Int64($0.1))] }) == nil)
  }

  /// The first rows of many morsels, of which the later ones leave out what is behind the earlier ones' rows: against
  /// those of all rows sorted. Values tie often enough that other keys decide.
  @Test(arguments: UInt64(0)..<12) func firstRowsOfManyMorsels(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let types: [DataType] = [.varchar(100), .bigint, .bigint]
    let isNullable = generator.flag()
    let batches = (0..<5).map { _ in
      let rows = (0..<4_200).map { _ -> [Value] in
        let isNull = isNullable && generator.below(300) == 0
        let text = "customer number \(generator.below(900))"
        let blanks = generator.flag() ? "  " : ""
        return [
          isNull ? .null : .string(text + blanks), isNull ? .null : .int(Int64(generator.below(900))),
          .int(Int64(generator.below(1 << 40))),
        ]
      }
      let batch = SampleRows.batch(rows, types)
      return generator.flag() ? batch.packed : batch
    }
    let keys = [Int(seed % 2), 2].map { column in
      SortKey(.column(column, types[column]), isDescending: generator.flag(), nullsFirst: generator.flag())
    }
    let sort = LogicalPlan.sort(SampleRows.scan(batches, types), keys)
    let limit = generator.pick([1, 7, 100, 1_000])
    let expected = Array(try Run.rows(sort).prefix(limit))
    #expect(try Run.difference(.limit(sort, count: limit, offset: 0), expected) == nil, "seed \(seed)")
  }

  @Test func limitAloneAndOffsetAlone() throws {
    var generator = SeededGenerator(seed: 5)
    let rows = SampleRows.rows([.bigint], count: 90, &generator)
    let scan = SampleRows.scan(rows, [.bigint], &generator)
    #expect(try Run.difference(.limit(scan, count: 7, offset: 3), Array(rows[3..<10])) == nil)
    #expect(try Run.difference(.limit(scan, count: nil, offset: 80), Array(rows[80...])) == nil)
    #expect(try Run.difference(.limit(scan, count: 0, offset: 0), []) == nil)
  }
}
