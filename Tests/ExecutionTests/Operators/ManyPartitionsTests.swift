import Columnar
import Planning
import SQLTypes
import TestSupport
import Testing

/// Windows over batches that repeat keys and batches that do not, so that groups are put together by partition of their
/// hashes, against a dictionary of the keys.
@Suite struct ManyPartitionsTests {
  private static let types: [DataType] = [.varchar(100), .double, .bigint]

  /// Every other input comes in the window's order.
  @Test(arguments: UInt64(0)..<8) func numbersAndNeighbours(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let batches = Self.batches(isSorted: seed % 2 == 0, &random)
    let rows = batches.flatMap { $0 }
    let window = Self.window(batches, isDescending: seed % 4 == 1)
    #expect(try Run.difference(window, Self.numbered(rows, isDescending: seed % 4 == 1)) == nil, "seed \(seed)")
  }

  @Test(arguments: UInt64(0)..<8) func firstRows(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let batches = Self.batches(isSorted: seed % 2 == 0, &random)
    let isDescending = seed % 4 < 2
    let scan = SampleRows.scan(batches.map { SampleRows.batch($0, Self.types) }, Self.types)
    let window = LogicalPlan.window(scan, [Self.call(.rowNumber, isDescending)])
    let isOne = BoundExpression.call(
      .comparison(.equal), [.column(3, .bigint), .constant(.int(1), .bigint)], .boolean)
    let numbered = Self.numbered(batches.flatMap { $0 }, isDescending: isDescending)
    let expected = numbered.filter { $0[3] == .int(1) }.map { Array($0[..<4]) }
    #expect(try Run.difference(.filter(window, isOne), expected) == nil, "seed \(seed)")
  }

  /// Rows by batch, with keys of few, some or very many values.
  private static func batches(isSorted: Bool, _ random: inout SeededGenerator) -> [Rows] {
    var number: Int64 = 0
    return (0..<4).map { _ in
      let span = random.pick([3, 4_000, 1 << 40])
      return (0..<random.int(8_192...9_000)).map { _ in
        number += Int64(random.below(2))
        let key = random.below(span)
        return [
          random.below(50) == 0 ? .null : .string("key \(key / 2)"),
          random.below(50) == 0 ? .null : .double(Double(key % 2)),
          isSorted ? .int(number) : .int(Int64(random.below(1_000))),
        ]
      }
    }
  }

  private static func call(_ function: WindowCall.Function, _ isDescending: Bool) -> WindowCall {
    WindowCall(
      function, function == .rowNumber ? [] : [.column(2, .bigint)],
      partition: [.column(0, types[0]), .column(1, .double)],
      order: [SortKey(.column(2, .bigint), isDescending: isDescending)], frame: nil, type: .bigint)
  }

  private static func window(_ batches: [Rows], isDescending: Bool) -> LogicalPlan {
    .window(
      SampleRows.scan(batches.map { SampleRows.batch($0, types) }, types),
      [WindowCall.Function.rowNumber, .lag, .lead].map { call($0, isDescending) })
  }

  /// The rows with their number and their neighbours' last values.
  private static func numbered(_ rows: Rows, isDescending: Bool) -> Rows {
    var partitions: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      partitions["\(SampleRows.key(row[0])) \(SampleRows.key(row[1]))", default: []].append(index)
    }
    var all = rows
    for partition in partitions.values {
      let sorted = partition.sorted { a, b in
        let order = SampleRows.compare(rows[a][2], rows[b][2])
        return order == 0 ? a < b : isDescending ? order > 0 : order < 0
      }
      for (place, row) in sorted.enumerated() {
        let before = place > 0 ? rows[sorted[place - 1]][2] : .null
        let after = place + 1 < sorted.count ? rows[sorted[place + 1]][2] : .null
        all[row] += [.int(Int64(place) + 1), before, after]
      }
    }
    return all
  }
}
