import Columnar
import SQLTypes
import TestSupport
import Testing

/// What a checksum of rows must tell apart, and what not.
@Suite struct RowChecksumTests {
  private static let texts: [Value] = [
    .string("a"), .string("a "), .string(""), .null, .string("more than twelve bytes"),
  ]

  private func checksum(_ columns: [(DataType, [Value])], _ form: (Column) -> Column = { $0 }) -> RowChecksum {
    checksum(Batch(columns.map { form(Column($0, values: $1)) }, count: columns[0].1.count))
  }

  private func checksum(_ batch: Batch) -> RowChecksum {
    RowChecksum(batch, 0..<batch.count, DictionaryHashes([batch]))
  }

  private func checksum(_ texts: [Value], _ form: (Column) -> Column = { $0 }) -> RowChecksum {
    checksum([(.varchar(40), texts)], form)
  }

  @Test func everyValueCounts() {
    let sums = Self.texts.map { checksum([$0]) }
    #expect(Set(sums).count == sums.count)
    #expect(checksum([Value]()) != checksum([Value.null]))
    #expect(checksum([Self.texts[0], Self.texts[0]]) != checksum([Self.texts[0]]))
    let numbers: [(DataType, Value)] = [
      (.integer, .int(1)), (.integer, .int(2)), (.double, .double(1.5)), (.boolean, .bool(false)), (.date, .null),
    ]
    #expect(Set(numbers.map { checksum([($0, [$1])]) }).count == numbers.count)
  }

  @Test func columnsAreNotMixedUp() {
    let (one, two): (Value, Value) = (.string("one"), .string("two"))
    #expect(
      checksum([(.varchar(9), [one]), (.varchar(9), [two])]) != checksum([(.varchar(9), [two]), (.varchar(9), [one])]))
    // The same values a column, in other rows.
    let straight = checksum([(.varchar(9), [one, two]), (.integer, [.int(1), .int(2)])])
    #expect(straight != checksum([(.varchar(9), [one, two]), (.integer, [.int(2), .int(1)])]))
  }

  @Test func orderBatchesAndFormDoNotCount() {
    var random = SeededGenerator()
    let rows = (0..<400).map { _ in random.pick(Self.texts) }
    let numbers = (0..<400).map { _ in Value.int(Int64(random.below(100))) }
    let all = checksum([(.varchar(40), rows), (.integer, numbers)])
    let order = (0..<400).shuffled(using: &random)
    #expect(all == checksum([(.varchar(40), order.map { rows[$0] }), (.integer, order.map { numbers[$0] })]))
    let parts = [0..<150, 150..<400].map {
      checksum([(.varchar(40), Array(rows[$0])), (.integer, Array(numbers[$0]))])
    }
    #expect(all == parts[0] + parts[1])
    #expect(all == checksum([(.varchar(40), rows), (.integer, numbers)], \.packed))
    let places = (0..<400).map { UInt32($0) }
    let dictionary = checksum(rows) { column in
      column.gather(GatherIndices(places, hasNoRow: false), sharing: true)
    }
    #expect(checksum(rows) == dictionary)
    #expect(checksum([Value.null, .null]) == checksum(Batch([.constant(.null, .varchar(40), count: 2)], count: 2)))
  }
}
