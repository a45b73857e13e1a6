import Catalogs
import Loading
import SQLTypes
import Testing

@Suite struct JSONCopyTests {
  let harness = CopyHarness()

  @Test func autoTakesMembersByTheirExactNames() throws {
    let table = TableDefinition(("name", .varchar(10)), ("age", .integer), ("firstname", .varchar(10)))
    let rows = try harness.rows(
      #"{"age":7,"name":"x","firstName":"no"}{"name":null} {"other":1,"firstname":"F"}"#, table)
    #expect(rows == [[.string("x"), .int(7), .null], [.null, .null, .null], [.null, .null, .string("F")]])
  }

  @Test func autoIgnorecaseTakesAnySpelling() throws {
    let rows = try harness.rows(
      #"{"firstName":"A"}"#, TableDefinition(("firstname", .varchar(10))), "JSON 'auto ignorecase'")
    #expect(rows == [[.string("A")]])
  }

  @Test func jsonpathsFillColumnsInOrder() throws {
    harness.put("paths.json", #"{"jsonpaths": ["$.b.c[1]", "$['a']"]}"#)
    harness.put("data/x", #"{"a":1,"b":{"c":[5,"six"]}} {"a":2,"b":null}"#)
    let table = TableDefinition(("first", .varchar(10)), ("second", .integer))
    let result = try harness.copy("COPY t FROM 's3://b/data' JSON 's3://b/paths.json'", table)
    #expect(result.rows == [[.string("six"), .int(1)], [.null, .int(2)]])
    #expect(result.notices == ["Load into table 't' completed, 2 record(s) loaded successfully."])
  }

  @Test func countOfPathsIsCheckedBeforeAnyData() throws {
    harness.put("paths.json", #"{"jsonpaths": ["$.a"]}"#)
    let table = TableDefinition(("a", .integer), ("b", .integer))
    let error = #expect(throws: SQLError.self) {
      try harness.copy("COPY t FROM 's3://b/nothing' JSON 's3://b/paths.json'", table)
    }
    #expect(
      error?.message == "Number of jsonpaths and the number of columns should match. "
        + "JSONPath size: 1, Number of columns in table or column list: 2")
  }

  @Test func identityColumnsCountOnlyWithExplicitIDs() throws {
    harness.put("paths.json", #"{"jsonpaths": ["$.a"]}"#)
    harness.put("data/x", #"{"a":"p"}{"a":"q"}"#)
    var table = TableDefinition(("id", .bigint), ("a", .varchar(5)))
    table.columns[0].identity = Identity(seed: 10, step: 5, isByDefault: false)
    table.columns[0].isNullable = false
    let result = try harness.copy(
      "COPY t FROM 's3://b/data' JSON 's3://b/paths.json'", table, identityCount: 2)
    #expect(result.rows == [[.int(20), .string("p")], [.int(25), .string("q")]])
    #expect(result.identityCount == 4)
  }

  @Test func omittedColumnsTakeDefaults() throws {
    harness.put("data/x", #"{"a":"p","b":9}"#)
    var table = TableDefinition(("a", .varchar(5)), ("b", .integer), ("c", .integer))
    table.columns[1].defaultText = "4"
    let result = try harness.copy("COPY t (a) FROM 's3://b/data' JSON 'auto'", table, defaults: [1: .int(4)])
    #expect(result.rows == [[.string("p"), .int(4), .null]])
  }

  @Test func notNullColumnsRefuseMissingValues() throws {
    var table = TableDefinition(("a", .integer))
    table.columns[0].isNullable = false
    let errors = try harness.errors("{\"a\":1}\n{\"b\":2}\n{\"a\":\"\"}", table)
    #expect(errors.map(\.code) == [1213, 1213])
    #expect(errors.map(\.lineNumber) == [2, 3])
    #expect(errors.first?.reason == "Missing data for not-null field")
  }

  @Test func wholeRecordsGoToSuper() throws {
    let rows = try harness.rows(#"{"a" : [1, 2]} ["x"]"#, TableDefinition(("v", .super)), "JSON 'noshred'")
    #expect(rows == [[.string(#"{"a":[1,2]}"#)], [.string(#"["x"]"#)]])
  }

  @Test func arrayAtTheRootIsOneRecordAndFails() throws {
    let errors = try harness.errors(#"[{"a":1},{"a":2}]"#, TableDefinition(("a", .integer)))
    #expect(errors.map(\.reason) == ["Invalid JSONPath format: Member is not an object."])
  }

  /// copy.md 2.5, 7.2, 7.6 and part 11, a value at a time: the member's text, the type, what becomes of it.
  @Test(arguments: [
    ("1540919166796.0", DataType.bigint, Value.int(1_540_919_166_796)),
    ("1540919166796.0", .varchar(20), .string("1540919166796")),
    ("1.54E12", .bigint, .int(1_540_000_000_000)),
    ("25.67084", .varchar(32), .string("25.670839999999998")),
    ("4.6", .varchar(32), .string("4.5999999999999996")),
    ("180.76689", .decimal(precision: 18, scale: 8), .int(18_076_688_999)),
    ("311", .varchar(32), .string("311")),
    ("1234567890123456789", .bigint, .int(1_234_567_890_123_456_789)),
    ("244.84526", .defaultDecimal, .int(244)),
    ("-0.5", .double, .double(-0.5)),
    ("\"20.259\"", .decimal(precision: 8, scale: 2), .int(2025)),
    ("\"\"", .integer, .null), ("\"  \"", .integer, .null), ("\"\"", .varchar(5), .string("")),
    ("\"  \"", .varchar(5), .string("  ")), ("\" 12 \"", .integer, .int(12)), ("\"+7\"", .integer, .int(7)),
    ("true", .varchar(5), .string("true")), ("true", .boolean, .bool(true)), ("0", .boolean, .bool(false)),
    ("\"No\"", .boolean, .bool(false)), ("\"\"", .boolean, .null), ("null", .varchar(5), .null),
    ("{\"a\" : [ 1, \"x y\" ]}", .varchar(50), .string("{\"a\":[1,\"x y\"]}")),
    ("\"a\\\"b\\/c\\u00e9\"", .varchar(50), .string("a\"b/c\u{e9}")),
    ("\"\\uD83D\\uDE00\"", .varchar(4), .string("\u{1F600}")),
    ("\"abc   \"", .varchar(3), .string("abc")), ("\"abc   \"", .char(5), .string("abc")),
    ("\"2018-11-01 20:57:10.796\"", .timestamp, .int(1_541_105_830_796_000)),
    ("\"2018-11-01\"", .date, .int(17836)), ("\"\\\\N\"", .varchar(5), .string("\\N")),
    ("\"1234567890123456789012\"", .decimal(precision: 30, scale: 2), .int128(123_456_789_012_345_678_901_200)),
  ])
  func converts(_ text: String, _ type: DataType, _ value: Value) throws {
    #expect(try harness.rows("{\"a\":\(text)}", TableDefinition(("a", type))) == [[value]])
  }

  @Test(arguments: [
    ("12.7", DataType.integer, 1207, "Invalid digit, Value '.', Pos 2, Type: Integer"),
    ("\"1540919166796.0\"", .bigint, 1207, "Invalid digit, Value '.', Pos 13, Type: Long"),
    ("\"a\"", .smallint, 1207, "Invalid digit, Value 'a', Pos 0, Type: Short"),
    ("{}", .integer, 1207, "Invalid digit, Value '{', Pos 0, Type: Integer"),
    ("true", .integer, 1207, "Invalid digit, Value 't', Pos 0, Type: Integer"),
    ("3000000000", .integer, 1222, "Overflow (Integer valid range -2147483648 to 2147483647)"),
    ("\"abcd\"", .varchar(3), 1204, "String length exceeds DDL length"),
    ("\"abcd\"", .char(3), 1204, "Char length exceeds DDL length"),
    ("\"\u{e9}\u{e9}\"", .varchar(3), 1204, "String length exceeds DDL length"),
    (
      "\"\u{e9}\"", .char(3), 1220,
      "Multibyte character not supported for CHAR (Hint: Try using VARCHAR). Invalid char: c3 a9"
    ),
    (
      "\"\\uD83D\"", .varchar(30), 1220,
      "String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: ed a0 bd (error 5)"
    ),
    ("\"2018\"", .date, 1205, "Invalid Date Format - length must be 10 or more"),
    ("1541105830796", .timestamp, 1206, "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]"),
    ("\"x\"", .boolean, 1210, "Unknown boolean format"),
    ("12345", .decimal(precision: 4, scale: 0), 1204, "Overflow for NUMERIC(4,0)"),
  ])
  func refuses(_ text: String, _ type: DataType, _ code: Int, _ reason: String) throws {
    let errors = try harness.errors("{\"a\":\(text)}", TableDefinition(("a", type)))
    #expect(errors.map(\.code) == [code])
    #expect(errors.map(\.reason) == [reason])
    #expect(errors.first?.columnName == "a" && errors.first?.position == 0)
  }

  @Test func epochMillisecondsNeedTheirTimeformat() throws {
    let table = TableDefinition(("ts", .timestamp), ("d", .timestamptz))
    let rows = try harness.rows(
      #"{"ts":1541105830796,"d":"1541105830796"}"#, table, "JSON 'auto' TIMEFORMAT 'epochmillisecs'")
    #expect(rows == [[.int(1_541_105_830_796_000), .int(1_541_105_830_796_000)]])
  }

  @Test func blankOptionsApplyToCharacterColumns() throws {
    let table = TableDefinition(("a", .varchar(5)), ("b", .char(5)))
    let file = #"{"a":"","b":""} {"a":"  ","b":"  "} {"a":" x ","b":"y"}"#
    #expect(
      try harness.rows(file, table, "JSON 'auto' EMPTYASNULL")
        == [[.null, .null], [.string("  "), .string("")], [.string(" x "), .string("y")]])
    #expect(
      try harness.rows(file, table, "JSON 'auto' BLANKSASNULL TRIMBLANKS")
        == [[.null, .null], [.null, .null], [.string(" x"), .string("y")]])
  }

  @Test func truncatecolumnsCutsBetweenCharacters() throws {
    let table = TableDefinition(("a", .varchar(4)), ("b", .char(2)))
    let rows = try harness.rows("{\"a\":\"ab\u{e9}\u{e9}\",\"b\":\"xyz\"}", table, "JSON 'auto' TRUNCATECOLUMNS")
    #expect(rows == [[.string("ab\u{e9}"), .string("xy")]])
  }

  @Test func acceptinvcharsReplacesEachByte() throws {
    harness.put("one/file", Array(#"{"a":"x"#.utf8) + [0xe1, 0x80] + Array(#"y"}"#.utf8))
    let table = TableDefinition(("a", .varchar(9)))
    let result = try harness.copy("COPY t FROM 's3://b/one' JSON 'auto' ACCEPTINVCHARS AS '^'", table)
    #expect(result.rows == [[.string("x^^y")]])
    #expect(result.replacements == 1 && result.notices.count == 2)
    let failure = #expect(throws: CopyFailure.self) {
      try harness.copy("COPY t FROM 's3://b/one' JSON 'auto'", table)
    }
    #expect(failure?.errors.first?.code == 1220)
  }

  @Test func acceptanydateLoadsNull() throws {
    let table = TableDefinition(("a", .date), ("b", .timestamp))
    let rows = try harness.rows(
      #"{"a":"00/00/0000","b":"x"}"#, table, "JSON 'auto' ACCEPTANYDATE DATEFORMAT 'MM/DD/YYYY'")
    #expect(rows == [[.null, .null]])
  }
}
