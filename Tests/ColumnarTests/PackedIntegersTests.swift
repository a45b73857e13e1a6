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
    let valid = try #require(numbers.indices.filter { validity[$0] }.map { numbers[$0] }.bounds)
    if case .packed(let integers) = packed.storage {
      #expect(integers.bounds == valid, "seed \(random.seed)")
    } else {
      let (span, overflow) = valid.upperBound.subtractingReportingOverflow(valid.lowerBound)
      #expect(overflow || span >= 1 << 32, "seed \(random.seed)")
    }
    let rows = (0..<700).map { _ in UInt32(random.below(numbers.count)) }
    #expect(packed.values == plain.values, "seed \(random.seed)")
    #expect(packed.unpacked.values == plain.values)
    #expect(packed.gather(rows).values == plain.gather(rows).values)
    #expect(packed.slice(3..<400).values == plain.slice(3..<400).values)
    #expect(Column.concatenate([packed, plain, packed.slice(0..<7)]).values == plain.values * 2 + plain.values[..<7])
    #expect(KeyColumns([packed], count: packed.count).hashes() == KeyColumns([plain], count: plain.count).hashes())
  }

  /// What stands for NULL widens neither offsets nor bounds.
  @Test(arguments: [[0, 2_450_100, 2_450_000, 0], [.max, 2_450_000, 2_450_100, .min]]) func nulls(_ numbers: [Int64]) {
    let column = Column(.bigint, ints: numbers, validity: Validity(valid: [false, true, true, false]))
    guard case .packed(let packed) = column.packed.storage, case .bytes = packed.offsets else {
      Issue.record("values that lie close together are packed into bytes")
      return
    }
    #expect(packed.bounds == 2_450_000...2_450_100)
    #expect(column.packed.values == column.values)
    let none = Column(.bigint, ints: numbers, validity: .allNull(4))
    #expect(none.packed.values == none.values)
  }

  @Test(arguments: spans, [Int64.min, -3, 0]) func sumsAndExtremes(_ span: Int64, _ least: Int64) throws {
    var random = SeededGenerator()
    for count in [1, 2, 63, 64, 500] {
      let numbers = (0..<count).map { _ in least + Int64.random(in: 0...min(span, 1 << 32 - 1), using: &random) }
      let isNull = random.pick([0, 2, 1000])
      let validity = Validity(valid: numbers.map { _ in isNull == 0 || random.below(isNull) > 0 })
      let packed = try #require(PackedIntegers(numbers))
      let valid = numbers.indices.filter { validity[$0] }.map { numbers[$0] }
      #expect(packed.sum(validity) == valid.reduce(0) { $0 + Int128($1) }, "seed \(random.seed)")
      #expect(packed.least(validity) == valid.min(), "seed \(random.seed)")
      #expect(packed.greatest(validity) == valid.max(), "seed \(random.seed)")
    }
    let none = try #require(PackedIntegers([least, least]))
    #expect(none.least(.allNull(2)) == nil && none.greatest(.allNull(2)) == nil && none.sum(.allNull(2)) == 0)
  }

  /// More rows than are summed in 32 bits or looked at for an extreme at once; bounds wider than the values.
  @Test(arguments: spans) func sumsAndExtremesOfManyRows(_ span: Int64) throws {
    var random = SeededGenerator()
    let most = min(span, 1 << 32 - 1)
    for isHigh in [false, true] {
      let least = isHigh ? most - most / 1000 : 0
      let numbers = [0, most] + (0..<10_000).map { _ in Int64.random(in: least...most, using: &random) }
      let rows = (0..<9_000).map { _ in UInt32(2 + random.below(numbers.count - 2)) }
      guard case .packed(let packed) = Column(.bigint, ints: numbers).packed.gather(rows).storage else {
        Issue.record("numbers that lie close together are packed")
        return
      }
      let picked = rows.map { numbers[Int($0)] }
      #expect(packed.sum(.allValid) == picked.reduce(0) { $0 + Int128($1) }, "seed \(random.seed)")
      #expect(packed.least(.allValid) == picked.min(), "seed \(random.seed)")
      #expect(packed.greatest(.allValid) == picked.max(), "seed \(random.seed)")
    }
  }

  /// Few rows of many go as runs, many one by one; twice the same, in any order.
  @Test func removesRows() {
    var random = SeededGenerator()
    for round in 0..<300 {
      let count = 1 + random.below(200)
      let isNull = random.pick([0, 3])
      let numbers = Column(
        .bigint, ints: (0..<count).map { _ in Int64(random.below(random.pick([9, 900]))) },
        validity: Validity(valid: (0..<count).map { _ in isNull == 0 || random.below(isNull) > 0 }))
      var builder = StringBuilder(capacity: count)
      for row in 0..<count { builder.append("a text of some length \(row)") }
      let texts = builder.finish()
      let codes = StringColumn(
        values: texts.values, codes: .bytes((0..<count).map { UInt8($0 % min(count, 7)) }), arenas: texts.arenas,
        mayEndInBlank: false)
      let batch = Batch(
        [
          numbers, numbers.packed, Column(.varchar(40), strings: texts), Column(.varchar(40), strings: codes),
          Column.constant(.int(3), .integer, count: count), Column(.boolean, bools: (0..<count).map { $0 % 3 == 0 }),
          Column(.double, doubles: (0..<count).map(Double.init)),
        ], count: count)
      let gone = (0..<random.below(random.pick([2, count / 8 + 1, count + 1]))).map { _ in UInt32(random.below(count)) }
      let kept = (0..<count).filter { !gone.contains(UInt32($0)) }
      let left = batch.removing(gone)
      #expect(left.count == kept.count, "seed \(random.seed), round \(round)")
      for (before, after) in zip(batch.columns, left.columns) {
        #expect(after.values == kept.map(before.value), "seed \(random.seed), round \(round)")
      }
    }
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

  @Test(arguments: [1, 65_536, 65_537]) func ascendingNumbers(_ count: Int) {
    let numbers = PackedIntegers.ascending(from: 1 << 40, count: count)
    #expect(numbers.values == (0..<count).map { 1 << 40 + Int64($0) })
    #expect(numbers.bounds == 1 << 40...1 << 40 + Int64(count - 1))
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
