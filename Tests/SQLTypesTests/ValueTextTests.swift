import SQLTypes
import Testing

@Suite struct ValueTextTests {
  @Test(arguments: [
    ("12", DataType.integer, "12"), (" 12 ", .smallint, "12"), ("1.5", .decimal(precision: 4, scale: 1), "1.5"),
    ("109.652", .decimal(precision: 4, scale: 1), "109.7"), ("t", .boolean, "t"), ("no", .boolean, "f"),
    ("2018-11-01", .date, "2018-11-01"), ("2018-11-01 20:57:10.796", .timestamp, "2018-11-01 20:57:10.796"),
    ("2018-11-01 20:57:10-08", .timestamptz, "2018-11-02 04:57:10+00"), ("04:05 PM", .time, "16:05:00"),
    ("04:05:06+01", .timetz, "03:05:06+00"), ("1 day 2 hours", .interval, "1 day 02:00:00"),
    ("218.93179", .double, "218.93179"), ("218.93179", .real, "218.932"), ("abcdef", .varchar(3), "abc"),
    ("Björk", .varchar(4), "Bjö"), ("Björk", .varchar(3), "Bj"), ("ÄÖ", .varchar(3), "Ä"),
    ("abc  ", .char(3), "abc"),
    ("9999999999999999999999.5", .decimal(precision: 38, scale: 2), "9999999999999999999999.50"),
  ])
  func casts(text: String, type: DataType, expected: String) throws {
    let value = try ValueText.parse(text, as: type)
    #expect(ValueText.text(of: value, type: type) == expected)
  }

  /// The texts of sql.md part 5.
  @Test(arguments: [
    ("abc", DataType.integer, "22P02 invalid input syntax for integer: \"abc\""),
    ("", .integer, "22P02 invalid input syntax for integer: \"\""),
    ("1.5", .integer, "22P02 invalid input syntax for integer: \"1.5\""),
    ("x", .decimal(precision: 8, scale: 2), "22P02 invalid input syntax for type numeric: \"x\""),
    ("x", .boolean, "22P02 invalid input syntax for type boolean: \"x\""),
    ("x", .double, "22P02 invalid input syntax for type double precision: \"x\""),
    ("40000", .smallint, "22003 smallint out of range"), ("3000000000", .integer, "22003 integer out of range"),
    ("99999999999999999999", .bigint, "22003 bigint out of range"),
    ("100.9", .decimal(precision: 4, scale: 2), "22003 numeric field overflow"),
    ("x", .timestamp, "22007 invalid input syntax for type timestamp: \"x\""),
    ("2020-13-01", .date, "22008 date/time field value out of range: \"2020-13-01\""),
  ])
  func errors(text: String, type: DataType, expected: String) {
    #expect { try ValueText.parse(text, as: type) } throws: { "\($0)" == expected }
  }

  @Test func overflowSaysWhatFits() throws {
    let error = #expect(throws: SQLError.self) {
      try ValueText.parse("100.9", as: .decimal(precision: 4, scale: 2))
    }
    #expect(
      error?.detail
        == "The absolute value is greater than or equal to 10^2 for field with precision 4, scale 2.")
  }

  @Test func assignmentsRefuseWhatCastsCut() throws {
    #expect(throws: SQLError(.stringTooLong, "value too long for type character varying(3)")) {
      try ValueText.parse("abcd", as: .varchar(3), isAssignment: true)
    }
    #expect(try ValueText.parse("abc   ", as: .varchar(3), isAssignment: true) == .string("abc"))
    #expect(throws: SQLError(.stringTooLong, "value too long for type character(2)")) {
      try ValueText.convert(.int(123), from: .integer, to: .char(2), isAssignment: true)
    }
  }

  @Test(arguments: [
    (Value.int(150), DataType.decimal(precision: 8, scale: 2), DataType.integer, Value.int(2)),
    (.int(110), .decimal(precision: 8, scale: 2), .integer, .int(1)), (.double(2.5), .double, .integer, .int(2)),
    (.double(3.5), .double, .bigint, .int(4)), (.int(7), .integer, .decimal(precision: 8, scale: 2), .int(700)),
    (.int(1_008_976), .decimal(precision: 8, scale: 4), .decimal(precision: 5, scale: 2), .int(10090)),
    (.int(7), .integer, .varchar(256), .string("7")), (.int(0), .integer, .boolean, .bool(false)),
    (.bool(true), .boolean, .integer, .int(1)), (.string("42"), .varchar(256), .integer, .int(42)),
    (.string("ab  "), .char(4), .varchar(10), .string("ab")), (.int(0), .date, .timestamp, .int(0)),
    (.int(1), .date, .timestamp, .int(86_400_000_000)), (.int(86_400_000_001), .timestamp, .date, .int(1)),
    (.int(86_400_000_001), .timestamp, .time, .int(1)), (.int(-1), .timestamp, .date, .int(-1)),
    (.int(1), .timestamp, .varchar(30), .string("1970-01-01 00:00:00.000001")), (.null, .integer, .boolean, .null),
    (.int128(12345), .decimal(precision: 38, scale: 2), .double, .double(123.45)),
    (.double(0.1), .double, .real, .double(Double(Float(0.1)))),
    (.double(123.456), .double, .decimal(precision: 38, scale: 2), .int128(12346)),
    (.string("1 day"), .unknown, .interval, .interval(Interval(microseconds: 86_400_000_000))),
  ])
  func conversions(value: Value, from: DataType, to: DataType, expected: Value) throws {
    #expect(try ValueText.convert(value, from: from, to: to) == expected)
  }

  @Test(arguments: [
    (
      Value.int(150), DataType.decimal(precision: 8, scale: 2), DataType.boolean,
      "42846 cannot cast type numeric to boolean"
    ),
    (.bool(true), .boolean, .varchar(5), "42846 cannot cast type boolean to character varying"),
    (.int(1), .date, .integer, "42846 cannot cast type date to integer"),
    (.int(1), .date, .super, "42846 cannot cast type date to super"),
    (.int(40000), .integer, .smallint, "22003 smallint out of range"),
    (.double(1e300), .double, .bigint, "22003 bigint out of range"),
    (.double(.nan), .double, .integer, "22003 integer out of range"),
    (.double(1e300), .double, .real, "22003 value out of range: overflow"),
    (.int(100_000), .integer, .decimal(precision: 4, scale: 0), "22003 numeric field overflow"),
  ])
  func refusedConversions(value: Value, from: DataType, to: DataType, expected: String) {
    #expect { try ValueText.convert(value, from: from, to: to) } throws: { "\($0)" == expected }
  }
}

@Suite struct TypeRuleTests {
  @Test(
    arguments: [
      ("VARCHAR", [], DataType.varchar(256)), ("varchar", [.max], .varchar(65535)), ("TEXT", [], .varchar(256)),
      ("character varying", [.number(10)], .varchar(10)), ("nvarchar", [.number(10)], .varchar(10)),
      ("char", [], .char(1)),
      ("CHAR", [.max], .char(4096)), ("bpchar", [], .char(256)), ("numeric", [], .decimal(precision: 18, scale: 0)),
      ("DECIMAL", [.number(9)], .decimal(precision: 9, scale: 0)),
      ("dec", [.number(9), .number(3)], .decimal(precision: 9, scale: 3)),
      ("float", [], .double), ("float", [.number(24)], .real), ("float", [.number(25)], .double),
      ("double precision", [], .double),
      ("INT8", [], .bigint), ("datetime", [], .timestamp), ("timestamp with time zone", [], .timestamptz),
      ("bool", [], .boolean),
      ("super", [], .super), ("varbyte", [.number(16)], .varbyte(16)),
    ] as [(String, [TypeRules.Argument], DataType)])
  func names(name: String, arguments: [TypeRules.Argument], expected: DataType) throws {
    #expect(try TypeRules.parseTypeName(name, arguments: arguments) == expected)
  }

  @Test(
    arguments: [
      ("varchar", [.number(70000)], "22023 Column length exceeds maximum allowed (maximum column length is 65535)"),
      ("char", [.number(0)], "22023 length for type char must be at least 1"),
      ("numeric", [.number(39)], "22023 NUMERIC precision 39 must be between 1 and 38"),
      ("numeric", [.number(5), .number(6)], "22023 NUMERIC scale 6 must be between 0 and precision 5"),
      ("uuid", [], "0A000 type uuid is not supported yet"), ("serial", [], "0A000 type serial is not supported yet"),
      ("strin", [], "42704 type \"strin\" does not exist"),
    ] as [(String, [TypeRules.Argument], String)])
  func faultyNames(name: String, arguments: [TypeRules.Argument], expected: String) {
    #expect { try TypeRules.parseTypeName(name, arguments: arguments) } throws: { "\($0)" == expected }
  }

  @Test(
    arguments: [
      ([DataType.integer, .bigint], DataType.bigint), ([.integer, .unknown], .integer),
      ([.unknown, .unknown], .varchar(256)),
      ([.integer, .decimal(precision: 8, scale: 2)], .decimal(precision: 12, scale: 2)),
      ([.decimal(precision: 18, scale: 2), .decimal(precision: 18, scale: 8)], .decimal(precision: 24, scale: 8)),
      ([.integer, .double], .double), ([.real, .integer], .double), ([.varchar(5), .varchar(9)], .varchar(9)),
      ([.char(5), .varchar(3)], .varchar(5)), ([.date, .timestamp], .timestamp),
      ([.timestamp, .timestamptz], .timestamptz),
      ([.integer, .varchar(4)], nil), ([.integer, .date], nil), ([.boolean, .boolean], .boolean), ([], .varchar(256)),
    ] as [([DataType], DataType?)])
  func commonTypes(types: [DataType], expected: DataType?) {
    #expect(TypeRules.commonType(of: types) == expected)
  }

  @Test func castContexts() {
    #expect(TypeRules.canCast(.integer, to: .varchar(10), .implicit))
    #expect(!TypeRules.canCast(.varchar(10), to: .integer, .implicit))
    #expect(TypeRules.canCast(.varchar(10), to: .integer, .assignment))
    #expect(TypeRules.canCast(.double, to: .integer, .assignment))
    #expect(!TypeRules.canCast(.decimal(precision: 8, scale: 2), to: .boolean, .explicit))
    #expect(!TypeRules.canCast(.date, to: .integer, .explicit))
    #expect(TypeRules.canCast(.unknown, to: .boolean, .implicit))
  }
}
