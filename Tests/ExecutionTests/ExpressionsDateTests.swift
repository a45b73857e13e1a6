import Columnar
import Execution
import Planning
import SQLSyntax
import SQLTypes
import Testing

@Suite struct ExpressionsDateTests {
  typealias E = Expressions

  static let moment = Argument.timestamp("2018-11-15 10:20:43.101789")

  static let cases: [(String, [Argument], String?)] = [
    ("extract", ["hour", moment], "10"), ("extract", ["hrs", moment], "10"), ("extract", ["m", moment], "20"),
    ("extract", ["d", moment], "15"), ("extract", ["w", moment], "46"), ("extract", ["mon", moment], "11"),
    ("extract", ["yr", moment], "2018"), ("extract", ["weekday", moment], "4"), ("extract", ["dow", moment], "4"),
    ("extract", ["dayofweek", moment], "4"), ("extract", ["doy", moment], "319"), ("extract", ["qtr", moment], "4"),
    ("extract", ["sec", moment], "43"), ("extract", ["ms", moment], "101"), ("extract", ["us", moment], "101789"),
    ("extract", ["epoch", moment], "1542277243"), ("extract", ["day", .date("2018-11-15")], "15"),
    ("extract", ["century", .date("2000-01-01")], "20"), ("extract", ["millennium", .date("2001-01-01")], "3"),
    ("extract", ["decade", .date("1999-06-01")], "200"), ("extract", ["hour", Argument("10:20:30", .time)], "10"),
    ("extract", ["day", Argument("7 days 3 hours", .interval)], "7"),
    ("date_part", ["second", moment], "43.101789"), ("date_part", ["hour", moment], "10"),
    ("date_trunc", ["hour", moment], "2018-11-15 10:00:00"), ("date_trunc", ["week", moment], "2018-11-12 00:00:00"),
    ("date_trunc", ["month", .date("2018-11-15")], "2018-11-01 00:00:00"),
    ("dateadd", ["month", 1, .date("2008-01-31")], "2008-02-29 00:00:00"),
    ("dateadd", ["day", 30, .date("2008-01-01")], "2008-01-31 00:00:00"),
    ("dateadd", ["year", 1, .date("2016-02-29")], "2017-03-01 00:00:00"),
    ("dateadd", ["month", 12, .date("2016-02-29")], "2017-02-28 00:00:00"),
    ("dateadd", ["ms", 1_500, .timestamp("1970-01-01")], "1970-01-01 00:00:01.5"),
    ("dateadd", ["minute", 90, Argument("23:00:00", .time)], "00:30:00"),
    ("date_add", ["day", Argument("2.9", .double), .date("2008-01-01")], "2008-01-03 00:00:00"),
    ("datediff", ["week", .date("2009-01-01"), .date("2009-12-31")], "52"),
    ("datediff", ["qtr", .date("1998-07-01"), .date("2009-01-01")], "42"),
    ("date_diff", ["hour", .timestamp("2018-01-01 00:59:00"), .timestamp("2018-01-01 01:01:00")], "1"),
    ("datediff", ["day", .timestamp("2018-01-01 23:59:00"), .date("2018-01-02")], "1"),
    ("add_months", [.date("2008-04-30"), 1], "2008-05-31 00:00:00"), ("last_day", [.date("2008-02-01")], "2008-02-29"),
    ("next_day", [.date("2014-08-20"), "Tuesday"], "2014-08-26"),
    ("next_day", [.date("2014-08-20"), "We"], "2014-08-27"),
    ("months_between", [.date("1969-01-18"), .date("1969-03-18")], "-2"),
    ("trunc", [.timestamp("2011-07-21 10:32:38.248109")], "2011-07-21"),
    ("convert_timezone", ["EST", "PST", .timestamp("2008-08-21 07:23:54")], "2008-08-21 04:23:54"),
    ("convert_timezone", ["America/New_York", .timestamp("2013-02-01 08:00:00")], "2013-02-01 03:00:00"),
    ("to_char", [.timestamp("2009-12-31 23:15:59"), "MONTH-DY-DD-YYYY HH12:MIPM"], "DECEMBER -THU-31-2009 11:15PM"),
    ("to_char", [.timestamp("2018-11-15 10:20:43"), "Day"], "Thursday "),
    ("to_char", [.decimal("-125.8"), "999D99S"], "125.80-"),
    ("to_date", ["02 Oct 2001", "DD Mon YYYY"], "2001-10-02"),
    ("to_timestamp", ["2011-12-18 24:38:15", "YYYY-MM-DD HH24:MI:SS"], "2011-12-19 00:38:15+00"),
    ("to_number", ["12,454.8-", "99G999D9S"], "-12454.8"),
    ("date_cmp", [.date("2008-01-01"), .date("2008-01-04")], "-1"),
    ("getdate", [], "2018-11-15 10:20:30"), ("sysdate", [], "2018-11-15 10:20:30.123456"),
    ("current_date", [], "2018-11-15"),
    ("date_part_year", [.date("2008-01-04")], "2008"), ("round", [.decimal("28.05")], "28"),
    ("round", [.decimal("28.05"), "1"], "28.1"),
    ("trunc", [.decimal("111.86"), "1"], "111.8"), ("ceil", [.decimal("28.05")], "29"),
    ("floor", [.decimal("-28.05")], "-29"),
    ("round", [2.5], "3"), ("round", [1250, -2], "1300"), ("sign", [.decimal("-1.5")], "-1"), ("mod", [10, 4], "2"),
    ("abs", [-38], "38"),
    ("sqrt", [16], "4"), ("power", [2, 3], "8"), ("ln", [1], "0"), ("log", [100], "2"), ("exp", [0], "1"),
    ("pi", [], "3.14159265358979"),
    ("cbrt", [27], "3"), ("atan2", [0, 1], "0"), ("degrees", [0], "0"),
  ]

  @Test(arguments: cases)
  func function(name: String, arguments: [Argument], expected: String?) throws {
    #expect(try E.value(name, arguments) == expected)
  }

  @Test(arguments: cases.filter { $0.1.contains { $0.type != .unknown } })
  func columns(name: String, arguments: [Argument], expected: String?) throws {
    #expect(try E.columnValues(name, arguments) == [expected, nil, expected])
  }

  @Test(arguments: [
    (Argument.date("2018-11-15"), BinaryOperator.add, 7 as Argument, "2018-11-22"),
    (.date("2018-11-15"), .subtract, 15, "2018-10-31"),
    (.date("2018-11-15"), .subtract, .date("2018-11-01"), "14"),
    (.date("2023-03-31"), .subtract, Argument("4 months", .interval), "2022-11-30 00:00:00"),
    (.timestamp("2018-11-15 10:00:00"), .subtract, .timestamp("2018-11-14 09:00:00"), "1 day 01:00:00"),
    (.timestamp("2018-11-15 10:00:00"), .add, Argument("1w, 1h, 1m, 1s", .interval), "2018-11-22 11:01:01"),
    (.date("2018-11-15"), .add, Argument("10:30:00", .time), "2018-11-15 10:30:00"),
    (Argument("1 second", .interval), .multiply, 90, "00:01:30"),
    (Argument("1 second", .interval), .divide, 1000, "00:00:00.001"),
    (Argument("23:00:00", .time), .add, Argument("2 hours", .interval), "01:00:00"),
    (.date("2018-11-15"), .less, .timestamp("2018-11-15 00:00:01"), "t"),
    (.date("2018-11-15"), .equal, "2018-11-15", "t"),
    (.decimal("1.5"), .less, "1.55", "t"), (1, .equal, "1", "t"), (Argument("5", .varchar(3)), .equal, 5, "t"),
    (Argument("5.0", .varchar(3)), .equal, .decimal("5.00"), "t"), (Argument("ab  ", .varchar(9)), .equal, "ab", "t"),
  ])
  func operators(left: Argument, operation: BinaryOperator, right: Argument, expected: String) throws {
    let expression = try FunctionCatalog.resolve(operation, left.expression(), right.expression())
    #expect(try E.value(expression) == expected)
  }

  @Test(arguments: [
    (Argument("1.5", .double), DataType.integer, "2"), (Argument("2.5", .double), .integer, "2"),
    (.decimal("2.5"), .integer, "3"),
    (.decimal("109.652"), .decimal(precision: 4, scale: 1), "109.7"), (Argument("12", .varchar(9)), .integer, "12"),
    (1, .boolean, "t"),
    (Argument("t", .boolean), .integer, "1"), (Argument("abcdef", .varchar(9)), .varchar(3), "abc"),
    (5, .varchar(20), "5"),
    (Argument("1.0", .double), .varchar(20), "1"), (Argument("0.1", .real), .varchar(20), "0.1"),
    (.date("2018-11-15"), .timestamp, "2018-11-15 00:00:00"),
    (.timestamp("2018-11-15 10:20:30.5"), .varchar(40), "2018-11-15 10:20:30.5"),
    (.timestamp("2018-11-15 10:20:30"), .date, "2018-11-15"),
    (.timestamp("2018-11-15 10:20:30"), .timestamptz, "2018-11-15 10:20:30+00"),
    (Argument("  42 ", .varchar(9)), .bigint, "42"),
    (Argument("1541106106.796", .double), .decimal(precision: 18, scale: 2), "1541106106.80"),
    (Argument("abc  ", .char(5)), .varchar(9), "abc"),
    (Argument("1 day 2 hours", .varchar(20)), .interval, "1 day 02:00:00"),
    (Argument("1 day", .interval), .varchar(20), "1 day"),
    (Argument("abc", .varchar(9)), .varbyte(9), "616263"), (Argument("02:00:00", .time), .interval, "02:00:00"),
  ])
  func casts(value: Argument, type: DataType, expected: String) throws {
    let constant = try value.expression()
    #expect(try E.value(FunctionCatalog.cast(constant, to: type, .explicit)) == expected)
    guard case .constant(let single, let from) = constant else { return }
    let batch = Batch([Column(from, values: [single, .null])], count: 2)
    let column = try E.evaluate(FunctionCatalog.cast(.column(0, from), to: type, .explicit), batch)
    #expect(E.print(column) == [expected, nil])
  }

  /// Batches of few days go by a table, batches of many do not.
  @Test(arguments: [30_000_000 as Int64, 40_000_000_000_000], DatePart.allCases)
  func partsOfManyMoments(step: Int64, part: DatePart) throws {
    guard !part.isZonePart else { return }
    let moments = (0..<1000).map { 1_541_106_106_796_123 &- 500 * step + Int64($0) * step }
    let batch = Batch(
      [Column(.timestamp, ints: moments), Column(.date, ints: moments.map(Timestamp.days))], count: 1000)
    let name = E.text("\(part)")
    let fields = try E.evaluate(try E.call("extract", name, .column(0, .timestamp)), batch)
    #expect(fields.values == moments.map { .int(part.extract(from: $0)) })
    let dayFields = try E.evaluate(try E.call("extract", name, .column(1, .date)), batch)
    #expect(dayFields.values == moments.map { .int(part.extract(fromDays: Timestamp.days($0))) })
    guard part.truncate(0) != nil else { return }
    let starts = try E.evaluate(try E.call("date_trunc", name, .column(0, .timestamp)), batch)
    #expect(starts.values == moments.map { .int(part.truncate($0) ?? 0) })
  }

  @Test(arguments: [
    ("abc" as Argument, DataType.integer, CastMode.explicit, "22P02 invalid input syntax for integer: \"abc\""),
    ("1.5", .integer, .explicit, "22P02 invalid input syntax for integer: \"1.5\""),
    (40_000, .smallint, .explicit, "22003 smallint out of range"),
    ("x", .decimal(precision: 5, scale: 2), .explicit, "22P02 invalid input syntax for type numeric: \"x\""),
    ("x", .timestamp, .explicit, "22007 invalid input syntax for type timestamp: \"x\""),
    ("2020-13-01", .date, .explicit, "22008 date/time field value out of range: \"2020-13-01\""),
    (.decimal("1.5"), .boolean, .explicit, "42846 cannot cast type numeric to boolean"),
    ("abcdef", .varchar(3), .assignment, "22001 value too long for type character varying(3)"),
    (5, .timestamp, .explicit, "42846 cannot cast type integer to timestamp without time zone"),
    ("maybe", .boolean, .explicit, "22P02 invalid input syntax for type boolean: \"maybe\""),
  ])
  func castErrors(value: Argument, type: DataType, mode: CastMode, expected: String) {
    #expect(E.error { _ = try E.value(FunctionCatalog.cast(value.expression(), to: type, mode)) } == expected)
  }

  @Test func castErrorsOfData() throws {
    let batch = Batch([Column(.varchar(9), values: [.string("12"), .string("1x")])], count: 2)
    let column = BoundExpression.column(0, .varchar(9))
    #expect(
      E.error { _ = try E.evaluate(FunctionCatalog.cast(column, to: .integer, .explicit), batch) }
        == "XX000 Invalid digit, Value 'x', Pos 1, Type: Integer")
    #expect(E.print(try E.evaluate(FunctionCatalog.cast(column, to: .integer, .attempt), batch)) == ["12", nil])
  }

  @Test func partsOfOtherTypes() {
    #expect(
      E.error { _ = try E.value("extract", ["hour", Argument("1", .bigint)]) }
        == "42883 function pg_catalog.date_part(\"unknown\", bigint) does not exist")
    #expect(
      E.error { _ = try E.value("date_part", ["foo", Self.moment]) } == "22023 timestamp units \"foo\" not recognized")
  }
}
