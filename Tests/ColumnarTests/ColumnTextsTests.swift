import Columnar
import SQLTypes
import TestSupport
import Testing

/// Columns written block by block against `ValueText`, which writes a value at a time.
@Suite struct ColumnTextsTests {
  private static let types: [DataType] = [
    .boolean, .smallint, .integer, .bigint, .decimal(precision: 12, scale: 3), .decimal(precision: 19, scale: 19),
    .decimal(precision: 38, scale: 0), .decimal(precision: 38, scale: 10), .real, .double, .char(10), .varchar(50),
    .date,
    .time, .timetz, .timestamp, .timestamptz, .interval, .super, .varbyte(8),
  ]

  private static func value(_ type: DataType, _ random: inout SeededGenerator) -> Value {
    if random.below(6) == 0 { return .null }
    let number = Int64(bitPattern: random.next()) >> Int64(random.below(64))
    switch type.physical {
    case .bool: return .bool(random.flag())
    case .int64: return .int(clamped(number, type))
    case .int128:
      if type == .timetz {
        let offset = Int32(random.int(-12...14)) * 3600 + Int32(random.pick([0, 1800]))
        return .int128(TimeWithZone(microseconds: time(number), offset: offset).packed)
      }
      return .int128(Int128(number) * Int128(random.pick([1, 1_000_000_007])))
    case .double:
      let double = random.pick([Double(number) / 1000, Double(number) * 1e200, 0, -0.0, .nan, .infinity, -.infinity])
      return .double(type == .real ? Double(Float(double)) : double)
    case .interval:
      return .interval(Interval(months: number % 1000, microseconds: Int64(bitPattern: random.next()) >> 20))
    case .string:
      return .string(String(repeating: random.pick(["a", "é", "0f", " "]), count: random.below(30)))
    }
  }

  private static func clamped(_ number: Int64, _ type: DataType) -> Int64 {
    switch type {
    case .date: number % 3_000_000
    case .time: time(number)
    case .timestamp, .timestamptz: number % 300_000_000_000_000_000
    default: number
    }
  }

  private static func time(_ number: Int64) -> Int64 { abs(number % Timestamp.microsecondsPerDay) }

  private static let zone = (try? TimeZones.zone(named: "Asia/Kolkata")) ?? .utc

  private static let styles: [TextStyle] = [
    .result, .export, .unload, TextStyle(booleans: .words, floats: .rounded(extra: 2), zone: zone),
  ]

  private func text(_ bytes: UnsafeRawBufferPointer?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  @Test(arguments: styles) func likeValueByValue(_ style: TextStyle) {
    var random = SeededGenerator()
    let count = 1300
    let columns = Self.types.map { type in
      Column(type, values: (0..<count).map { _ in Self.value(type, &random) })
    }
    for columns in [columns, columns.map(\.packed), columns.map { .constant($0.value(7), $0.type, count: count) }] {
      var rows: [[String?]] = []
      BatchTexts(Self.types, style).forEachRow(Batch(columns, count: count)) { row in
        rows.append((0..<row.count).map { text(row[$0]) })
      }
      #expect(rows.count == count)
      for (index, type) in Self.types.enumerated() {
        let writer = ValueWriter(type, style)
        let wanted = columns[index].values.map { writer.text($0) }
        check(rows.map { $0[index] } == wanted, "seed \(random.seed), \(type)")
      }
    }
  }

  @Test func stylesDiffer() {
    func texts(_ type: DataType, _ value: Value) -> [String?] { Self.styles.map { ValueWriter(type, $0).text(value) } }
    #expect(texts(.boolean, .bool(true)) == ["t", "t", "t", "true"])
    #expect(
      texts(.double, .double(0.1 + 0.2))
        == ["0.3", "0.30000000000000004", "0.30000000000000004", "0.30000000000000004"])
    #expect(texts(.real, .double(Double(Float(1) / 3))) == ["0.333333", "0.33333334", "0.33333334", "0.33333334"])
    #expect(texts(.double, .double(.nan)) == ["NaN", "NaN", "nan", "NaN"])
    #expect(texts(.double, .double(-.infinity)) == ["-Infinity", "-Infinity", "-inf", "-Infinity"])
    #expect(
      texts(.timestamptz, .int(0))
        == Array(repeating: "1970-01-01 00:00:00+00", count: 3) + ["1970-01-01 05:30:00+05:30"])
  }

  /// A block that begins in the middle of the column, and one row of it.
  @Test func blocksBeginAnywhere() {
    let column = Column(.integer, values: (0..<1000).map { $0 % 3 == 0 ? .null : .int(Int64($0)) })
    let texts = ColumnTexts(.integer, .result)
    texts.render(column, 700..<703)
    #expect((0..<3).map { text(texts[$0]) } == ["700", "701", nil])
  }
}
