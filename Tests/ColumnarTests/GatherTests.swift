import Columnar
import SQLTypes
import Testing

/// Picking, cutting and joining columns against lists of values.
@Suite struct GatherTests {
  private static func values(_ count: Int, _ seed: Int, hasNulls: Bool) -> [Value] {
    (0..<count).map { row in
      hasNulls && (row * 7 + seed) % 3 == 0 ? .null : .int(Int64(row * 31 % 17))
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 130, 200], [false, true]) func slicesAndGathers(_ count: Int, _ hasNulls: Bool) {
    let values = Self.values(count, 1, hasNulls: hasNulls)
    let column = Column(.bigint, values: values)
    for start in stride(from: 0, through: count, by: 13) {
      for end in stride(from: start, through: count, by: 31) {
        let slice = column.slice(start..<end)
        #expect(slice.values == Array(values[start..<end]))
        #expect(slice.nullCount == values[start..<end].count { $0 == .null })
      }
    }
    let rows = (0..<count).map { UInt32($0 * 5 % max(1, count)) }
    #expect(column.gather(rows).values == rows.map { values[Int($0)] })
    let optional = rows.enumerated().map { $0 % 4 == 1 ? Column.noRow : $1 }
    let expected = optional.map { $0 == Column.noRow ? Value.null : values[Int($0)] }
    #expect(column.gather(optional, hasNoRow: true).values == expected)
  }

  @Test(arguments: [[3], [64, 1], [10, 60, 70, 0, 128, 5], [65, 65]]) func concatenates(_ counts: [Int]) {
    for nulls in 0..<1 << counts.count {
      let parts = counts.enumerated().map { place, count in
        Self.values(count, place, hasNulls: nulls >> place & 1 != 0)
      }
      let joined = Column.concatenate(parts.map { Column(.bigint, values: $0) })
      #expect(joined.values == parts.flatMap { $0 })
      #expect(joined.nullCount == parts.reduce(0) { $0 + $1.count { $0 == .null } })
    }
  }

  @Test func constantsStayConstant() {
    let constant = Column.constant(.string("x"), .varchar(1), count: 100)
    #expect(constant.slice(5..<9).isConstant)
    #expect(constant.gather([1, 1]).values == [.string("x"), .string("x")])
    #expect(Column.concatenate([constant, Column.constant(.null, .varchar(1), count: 2)]).nullCount == 2)
    #expect(Column.constant(.int(1), .bigint, count: 0).gather([Column.noRow], hasNoRow: true).values == [.null])
  }
}
