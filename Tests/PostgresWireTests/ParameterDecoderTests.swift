import Columnar
import PostgresWire
import SQLTypes
import TestSupport
import Testing

@Suite struct ParameterDecoderTests {
  private let decoder = ParameterDecoder(.utc)

  /// What is written is read back, in both formats.
  @Test(arguments: RandomValues.types) func roundTrip(_ type: DataType) throws {
    var random = SeededGenerator()
    for _ in 0..<200 {
      let value = RandomValues.value(type, &random)
      // Digits that a format does not hold, and texts that a cast to VARBYTE would take as they are.
      let formats: [WireFormat] =
        type.isFloat || type == .varbyte(8) || type == .interval ? [.binary] : [.text, .binary]
      for format in formats {
        let encoder = RowEncoder([type], formats: [format], protocolVersion: 0)
        var writer = MessageWriter()
        encoder.encode(Batch([Column(type, values: [value])], count: 1), into: &writer)
        let body = try #require(ScriptedOwner.messages(writer.bytes).first?.body)
        guard case .dataRow(let row) = try BackendMessage(.dataRow, body: body) else { continue }
        let read = try decoder.value(row.values[0], format, as: type, number: 1)
        check(Self.trimmed(read, type) == value, "seed \(random.seed): \(value) of \(type) as \(format) is \(read)")
      }
    }
  }

  /// CHAR comes with the blanks that it was sent with.
  private static func trimmed(_ value: Value, _ type: DataType) -> Value {
    guard case .char = type, case .string(var text) = value else { return value }
    while text.hasSuffix(" ") { text.removeLast() }
    return .string(text)
  }

  private func text(_ text: String, _ type: DataType) throws -> Value {
    try decoder.value(Array(text.utf8), .text, as: type, number: 1)
  }

  @Test func texts() throws {
    #expect(try text("5", .integer) == .int(5))
    #expect(try text("t", .boolean) == .bool(true))
    #expect(try text("1.005", .decimal(precision: 5, scale: 2)) == .int(101))
    #expect(try text("2018-11-01", .date) == .int(17_836))
    #expect(try text("longer than its type", .varchar(3)) == .string("longer than its type"))
    #expect(try decoder.value(nil, .text, as: .integer, number: 1) == .null)
  }

  @Test(
    arguments: [
      ("x", .integer, "22P02"), ("1e400", .double, "22003"), ("99999", .smallint, "22003"),
      ("maybe", .boolean, "22P02"),
      ("2018-13-01", .date, "22008"), ("a\0b", .varchar(5), "22021"),
    ] as [(String, DataType, String)]) func textErrors(_ text: String, _ type: DataType, _ state: String)
  {
    let error = #expect(throws: SQLError.self) { try self.text(text, type) }
    #expect(error?.state.code == state)
  }

  @Test(
    arguments: [
      ([1, 2, 3], .integer, "22P03"), ([], .boolean, "22P03"), ([1], .double, "22P03"), ([0, 0], .date, "22P03"),
      ([0, 1, 0, 0, 0, 0, 0, 0], .decimal(precision: 5, scale: 0), "22P03"),
      ([0, 1, 0, 0, 0, 0, 0, 0, 0x27, 0x10], .decimal(precision: 5, scale: 0), "22P03"),
      ([0, 1, 0, 1, 0, 0, 0, 0, 0, 100], .decimal(precision: 5, scale: 0), "22003"),
      ([0, 0, 0, 0, 0, 1, 0, 0], .smallint, "22003"), ([0x7f, 0xff, 0xff, 0xff], .date, "22008"),
      ([0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], .timestamp, "22008"), ([0xff], .varchar(5), "22021"),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0], .interval, "22P03"),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0], .timetz, "22P03"),
    ] as [([UInt8], DataType, String)]) func binaryErrors(_ bytes: [UInt8], _ type: DataType, _ state: String)
  {
    let error = #expect(throws: SQLError.self) { try decoder.value(bytes, .binary, as: type, number: 3) }
    #expect(error?.state.code == state)
    if state == "22P03" { #expect(error?.message == "incorrect binary data format in bind parameter 3") }
  }

  /// Clients choose the width by the number: `5` is an int2 for psycopg 3 and redshift_connector.
  @Test(arguments: [DataType.smallint, .integer, .bigint]) func anyWidthOfInteger(_ type: DataType) throws {
    for bytes in [[0xff, 0xfe], [0xff, 0xff, 0xff, 0xfe], [UInt8](repeating: 0xff, count: 7) + [0xfe]] as [[UInt8]] {
      #expect(try decoder.value(bytes, .binary, as: type, number: 1) == .int(-2))
    }
  }

  /// Microseconds, days and months: as psycopg 3 and pgjdbc send it.
  @Test func intervalsOfToday() throws {
    let bytes: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2]
    #expect(
      try decoder.value(bytes, .binary, as: .interval, number: 1)
        == .interval(.init(months: 2, microseconds: Timestamp.microsecondsPerDay + 1)))
  }

  @Test func valuesOfAPortal() throws {
    var bind = FrontendMessage.Bind(statement: "s", parameterFormats: [.text], parameters: [[0x35], nil])
    #expect(try decoder.values(of: bind, [.integer, .date]) == [.int(5), .null])
    let count = #expect(throws: SQLError.self) { try decoder.values(of: bind, [.integer]) }
    #expect(count?.message == "bind message supplies 2 parameters, but prepared statement \"s\" requires 1")
    bind.parameterFormats = [.text, .text, .text]
    #expect(throws: SQLError.self) { try decoder.values(of: bind, [.integer, .date]) }
  }

  /// A NUMERIC of no said digits has those of its text; anything else stays what it was.
  @Test func digitsOfATextMakeItsType() throws {
    let open = try PostgresType(oid: 1700, length: -1).dataType()
    let cases: [(String, DataType)] = [
      ("-12345678901234567890.5", .decimal(precision: 21, scale: 1)), ("7", .decimal(precision: 1, scale: 0)),
      (".25", .decimal(precision: 2, scale: 2)), ("1E+30", open), ("NaN", open), ("", open),
    ]
    let texts: [[UInt8]?] = cases.map { Array($0.0.utf8) }
    let bind = FrontendMessage.Bind(
      portal: "", statement: "", parameterFormats: [], parameters: texts + [nil, [0x31]], resultFormats: [])
    let types = try decoder.types(of: bind, cases.map { _ in open } + [open, .integer])
    #expect(types == cases.map(\.1) + [open, .integer])
  }
}
