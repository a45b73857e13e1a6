import Columnar
import SQLTypes
import TestSupport
import Testing

/// Packed columns against the same numbers in 64-bit words.
@Suite struct PackedIntegersTests {
  static let spans: [Int64] = [0, 1, 255, 256, 65_535, 65_536, 1 << 32 - 1, 1 << 32, .max]

  @Test(arguments: spans, [Int64.min, -3, 0, 1_541_105_830_796]) func likeWords(_ span: Int64, _ least: Int64) throws {
    var random = SeededGenerator()
    let most = least.addingReportingOverflow(span)
    let range = least...(most.overflow ? .max : most.partialValue)
    let numbers = [range.upperBound, range.lowerBound] + (0..<500).map { _ in Int64.random(in: range, using: &random) }
    let validity = Validity(valid: numbers.map { _ in random.below(4) > 0 })
    let plain = Column(.bigint, ints: numbers, validity: validity)
    let packed = plain.packed
    if case .packed(let integers) = packed.storage {
      #expect(integers.bounds == range)
    } else {
      #expect(range.upperBound.subtractingReportingOverflow(least).partialValue >= 1 << 32)
    }
    let rows = (0..<700).map { _ in UInt32(random.below(numbers.count)) }
    #expect(packed.values == plain.values, "seed \(random.seed)")
    #expect(packed.unpacked.values == plain.values)
    #expect(packed.gather(rows).values == plain.gather(rows).values)
    #expect(packed.slice(3..<400).values == plain.slice(3..<400).values)
    #expect(Column.concatenate([packed, plain, packed.slice(0..<7)]).values == plain.values * 2 + plain.values[..<7])
    #expect(KeyColumns([packed], count: packed.count).hashes() == KeyColumns([plain], count: plain.count).hashes())
  }

  /// Other values in some rows: within the range, above it, below it, NULL.
  @Test(arguments: spans, [Int64(-3), 0]) func replacesLikeWords(_ span: Int64, _ least: Int64) {
    var random = SeededGenerator()
    let numbers = [least] + (0..<300).map { _ in least + Int64.random(in: 0...(span / 2), using: &random) }
    for (low, high) in [(least, least + span / 2), (least, least + span / 2 + 300), (least - 9, least)] {
      for isNullable in [false, true] {
        let rows = (0..<UInt32(numbers.count)).filter { _ in random.below(5) == 0 }
        let fresh = Column(
          .bigint, ints: rows.map { _ in Int64.random(in: low...high, using: &random) },
          validity: isNullable ? Validity(valid: rows.map { _ in random.below(4) > 0 }) : .allValid)
        let plain = Column(.bigint, ints: numbers)
        var expected = plain.values
        for (row, value) in zip(rows, fresh.values) { expected[Int(row)] = value }
        for column in [plain, plain.packed] {
          let replaced = column.replacing(rows, with: fresh)
          #expect(replaced.values == expected, "seed \(random.seed)")
          guard case .packed(let integers) = replaced.storage else { continue }
          #expect(integers.values.allSatisfy(integers.bounds.contains))
        }
      }
    }
  }

  @Test func replacesTextsAndConstants() {
    let constant = Column.constant(.string("a"), .varchar(5), count: 4)
    let replaced = constant.replacing([1, 3], with: Column(.varchar(5), values: [.string("b"), .null]))
    #expect(replaced.values == [.string("a"), .string("b"), .string("a"), .null])
  }

  @Test func whatIsNotPacked() {
    let none = Column(.bigint, ints: [])
    #expect(none.packed.values.isEmpty && none.packed.count == 0)
    let constant = Column.constant(.int(5), .integer, count: 9)
    #expect(constant.packed.isConstant && constant.packed.values == constant.values)
  }
}

extension [Value] {
  fileprivate static func * (values: [Value], times: Int) -> [Value] { (0..<times).flatMap { _ in values } }
}
