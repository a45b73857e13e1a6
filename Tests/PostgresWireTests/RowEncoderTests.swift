import Columnar
import PostgresWire
import SQLTypes
import TestSupport
import Testing

@Suite struct RowEncoderTests {
  /// Random columns against the slow reference, in both formats, at all three protocol versions.
  @Test(arguments: 0...2, ["UTC", "America/New_York"]) func likeValueByValue(_ version: Int, _ zone: String) throws {
    var random = SeededGenerator()
    let digits = random.int(-3...2)
    let style = TextStyle(floats: .rounded(extra: digits), zone: try TimeZones.zone(named: zone))
    for _ in 0..<4 {
      let count = random.pick([1, 7, 512, 1300])
      let types = RandomValues.types.shuffled(using: &random)
      let batch = Batch(types.map { RandomValues.column($0, count, &random) }, count: count)
      let formats = types.map { _ in random.pick([WireFormat.text, .binary]) }
      let reference = ReferenceRow(types: types, formats: formats, protocolVersion: version, style: style)
      let encoder = RowEncoder(types, formats: formats, protocolVersion: version, style: style)
      var writer = MessageWriter()
      encoder.encode(batch, into: &writer)
      check(writer.bytes == reference.bytes(batch, 0..<count), "seed \(random.seed), \(count) rows of \(types)")
      // A part of the rows, behind what stands there.
      let rows = random.below(count)..<count
      writer.removeAll()
      writer.append(.parseComplete)
      encoder.encode(batch, rows, into: &writer)
      check(Array(writer.bytes.dropFirst(5)) == reference.bytes(batch, rows), "seed \(random.seed), rows \(rows)")
    }
  }

  private func row(_ type: DataType, _ value: Value, _ format: WireFormat, protocolVersion: Int = 0) -> [UInt8]? {
    let encoder = RowEncoder([type], formats: [format], protocolVersion: protocolVersion)
    var writer = MessageWriter()
    encoder.encode(Batch([Column(type, values: [value])], count: 1), into: &writer)
    guard let body = ScriptedOwner.messages(writer.bytes).first?.body,
      case .dataRow(let row) = try? BackendMessage(.dataRow, body: body)
    else { return nil }
    return row.values[0]
  }

  private func text(_ type: DataType, _ value: Value) -> String? {
    row(type, value, .text).map { String(decoding: $0, as: UTF8.self) }
  }

  /// wire.md 3.1
  @Test func textForms() {
    #expect(text(.boolean, .bool(true)) == "t")
    #expect(text(.char(5), .string("ab")) == "ab   ")
    #expect(text(.varchar(5), .string("ab")) == "ab")
    #expect(text(.decimal(precision: 10, scale: 2), .int(-5)) == "-0.05")
    #expect(text(.double, .double(0.1 + 0.2)) == "0.3")
    #expect(text(.timestamp, .int(1_541_105_830_796_000)) == "2018-11-01 20:57:10.796")
    #expect(text(.timestamptz, .int(1_541_105_830_000_000)) == "2018-11-01 20:57:10+00")
    #expect(text(.super, .string("\"TV\"")) == "\"TV\"")
    #expect(text(.varbyte(4), .string("ff00")) == "ff00")
    #expect(text(.varchar(5), .null) == nil)
    #expect(text(.varchar(5), .string("")) == "")
  }

  /// wire.md 3.1 and part 4: numbers as JDBC and redshift_connector read them.
  @Test func binaryForms() {
    let price = DataType.decimal(precision: 12, scale: 3)
    #expect(row(price, .int(-12_345_678), .binary) == [0, 3, 0, 1, 0x40, 0, 0, 3, 0, 1, 0x09, 0x29, 0x1a, 0x7c])
    #expect(row(price, .int(-2), .binary, protocolVersion: 2) == [UInt8](repeating: 255, count: 7) + [254])
    let wide = DataType.decimal(precision: 38, scale: 10)
    #expect(row(wide, .int128(1), .binary, protocolVersion: 2) == [UInt8](repeating: 0, count: 15) + [1])
    #expect(row(.date, .int(10_958), .binary) == [0, 0, 0, 1])
    #expect(row(.timestamp, .int(946_684_800_000_001), .binary) == [0, 0, 0, 0, 0, 0, 0, 1])
    #expect(
      row(.interval, .interval(.init(months: 1, microseconds: 2)), .binary) == [0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1])
    #expect(row(.varbyte(4), .string("ff00"), .binary) == [255, 0])
    #expect(row(.varchar(4), .string("é"), .binary) == [0xc3, 0xa9])
  }

  @Test func noColumnsStillHaveRows() {
    var writer = MessageWriter()
    RowEncoder([], formats: []).encode(Batch([], count: 2), into: &writer)
    #expect(writer.bytes == Array("D\0\0\0\u{6}\0\0D\0\0\0\u{6}\0\0".utf8))
  }
}
