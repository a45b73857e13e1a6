import Catalogs
import Loading
import SQLTypes
import Testing

/// CSV and delimited text (copy.md part 3 and 5), and how `stl_load_errors` shows what they refuse (8.2).
@Suite struct TextCopyTests {
  let harness = CopyHarness()
  let pair = TableDefinition(("a", .varchar(40)), ("b", .integer))

  @Test(arguments: [
    ("", Value.string("")), ("\"\"", .string("")), ("\\N", .null), ("\"\\N\"", .string("\\N")), (" x ", .string(" x ")),
    (" \"x\"  ", .string("x")), ("\"a,\"\"b\"\"\n\"", .string("a,\"b\"\n")), ("\\t", .string("\\t")),
    ("\"\u{e9}\"", .string("\u{e9}")),
  ])
  func csvFields(_ field: String, _ value: Value) throws {
    #expect(try harness.rows("\(field),7", pair, "CSV") == [[value, .int(7)]])
  }

  @Test func numbersTakeNullsAndBlanks() throws {
    let rows = try harness.rows("a, 7 \nb,\nc,\\N\nd,\"8\"\r\n", pair, "CSV")
    #expect(rows.map(\.[1]) == [.int(7), .null, .null, .int(8)])
  }

  @Test func nullAsMatchesWholeUnquotedFields() throws {
    let rows = try harness.rows("0|0\n00|1\n\n", pair, "NULL AS '0' IGNOREBLANKLINES")
    #expect(rows == [[.null, .null], [.string("00"), .int(1)]])
  }

  @Test func escapesMakeTheNextByteLiteral() throws {
    let rows = try harness.rows("a\\|b|1\n\\N|2\n\\\\N|3\nx\\\ny|4|\n", pair, "ESCAPE")
    #expect(rows.map(\.[0]) == [.string("a|b"), .null, .null, .string("x\ny")])
  }

  @Test func fillrecordFillsByType() throws {
    let table = TableDefinition(("a", .integer), ("v", .varchar(5)), ("c", .char(5)), ("i", .integer))
    #expect(try harness.rows("1\n", table, "CSV FILLRECORD") == [[.int(1), .string(""), .null, .null]])
    #expect(try harness.rows("1\n", table, "CSV FILLRECORD EMPTYASNULL") == [[.int(1), .null, .null, .null]])
  }

  @Test func headersAndByteOrderMarksAreSkipped() throws {
    harness.put("d/1", "\u{feff}a,b\n\"x\",1")
    harness.put("d/2", "a,b\ny,2\n")
    harness.put("d/3", "a,b")
    harness.put("d/4", "")
    let result = try harness.copy("COPY t FROM 's3://b/d' CSV IGNOREHEADER 1", pair)
    #expect(result.rows == [[.string("x"), .int(1)], [.string("y"), .int(2)]])
  }

  @Test func decimalsAreCutOrRounded() throws {
    let table = TableDefinition(("a", .decimal(precision: 8, scale: 2)))
    #expect(try harness.rows("20.259\n-20.259", table, "CSV") == [[.int(2025)], [.int(-2025)]])
    #expect(try harness.rows("20.259\n1.0E4", table, "CSV ROUNDEC") == [[.int(2026)], [.int(1_000_000)]])
  }

  @Test func explicitIDsLoadIdentityColumns() throws {
    var table = TableDefinition(("id", .bigint), ("a", .varchar(5)))
    table.columns[0].identity = Identity(seed: 0, step: 1, isByDefault: false)
    table.columns[0].isNullable = false
    #expect(try harness.rows("7,x", table, "CSV EXPLICIT_IDS") == [[.int(7), .string("x")]])
    #expect(try harness.rows("x", table, "CSV") == [[.int(0), .string("x")]])
    let listed = #expect(throws: SQLError.self) { try harness.copy("COPY t (id, a) FROM 's3://b/one' CSV", table) }
    #expect(listed?.message == "cannot set an identity column to a value")
    let missing = #expect(throws: SQLError.self) {
      try harness.copy("COPY t (a) FROM 's3://b/one' CSV EXPLICIT_IDS", table)
    }
    #expect(missing?.message == "EXPLICIT_IDS needs the IDENTITY column \"id\" in the column list")
  }

  @Test func identitiesByDefaultMayBeGiven() throws {
    var table = TableDefinition(("id", .bigint), ("a", .varchar(5)))
    table.columns[0].identity = Identity(seed: 100, step: 10, isByDefault: true)
    table.columns[0].isNullable = false
    harness.put("one/file", #"{"id":7,"a":"x"}{"a":"y"}"#)
    let result = try harness.copy("COPY t (id, a) FROM 's3://b/one' JSON 'auto'", table, identityCount: 1)
    #expect(result.rows == [[.int(7), .string("x")], [.int(110), .string("y")]])
    harness.put("one/file", #"{"id":7,"a":"x"}"#)
    let given = try harness.copy("COPY t (id, a) FROM 's3://b/one' JSON 'auto'", table, identityCount: 1)
    #expect(given.identityCount == 1)
  }

  // MARK: Rejected records

  @Test func errorsShowWhereTheyAre() throws {
    let table = TableDefinition(("a", .varchar(40)), ("election_date", .bigint))
    let errors = try harness.errors("h,h\nab\u{e9},20200407.0\n", table, "CSV IGNOREHEADER 1")
    let error = try #require(errors.first)
    #expect(error.fileName == "s3://b/one/file" && error.lineNumber == 2 && error.position == 5)
    #expect(error.columnName == "election_date" && error.columnType == "int8" && error.columnLength == "0")
    #expect(error.rawLine == "ab..,20200407.0" && error.rawField == "20200407.0")
    #expect(error.code == 1207 && error.reason == "Invalid digit, Value '.', Pos 8, Type: Long")
    #expect(error.query == 3 && error.table == 7)
  }

  @Test func recordsAtFaultNameNoColumn() throws {
    let errors = try harness.errors("x\ny|1|z\nq|2\n", pair, "")
    #expect(errors.map(\.code) == [1214, 1202])
    #expect(errors.map(\.reason) == ["Delimiter not found", "Extra column(s) found"])
    #expect(errors.map(\.lineNumber) == [1, 2] && errors.allSatisfy { $0.columnName.isEmpty && $0.rawField.isEmpty })
    #expect(errors.map(\.rawLine) == ["x", "y|1|z"])
  }

  @Test func quotesInsideFieldsNameTheirs() throws {
    let errors = try harness.errors(
      "1,aaaa\"zzzz\n", TableDefinition(("k", .integer), ("media_source", .varchar(127))), "CSV")
    let error = try #require(errors.first)
    #expect(error.code == 1214 && error.reason == "Invalid quote formatting for CSV")
    #expect(error.columnName == "media_source" && error.columnLength == "127" && error.position == 2)
    #expect(error.rawField == "aaaa")
  }

  @Test func blanksBeyondTheLengthAreCut() throws {
    let errors = try harness.errors(
      "52|PNC Arena|Raleigh|NC  ,25   |0\n",
      TableDefinition(("id", .integer), ("n", .varchar(40)), ("c", .varchar(40)), ("s", .char(2)), ("k", .integer)), "")
    #expect(errors.map(\.reason) == ["Char length exceeds DDL length"])
    #expect(
      try harness.rows("ab   |1\n", TableDefinition(("a", .char(2)), ("b", .integer)), "") == [
        [.string("ab"), .int(1)]
      ])
  }

  @Test func aFailedLoadTellsWhereAndWhatToDo() throws {
    harness.put("one/file", "{\"a\":\"abcdef\"}")
    let failure = #expect(throws: CopyFailure.self) {
      try harness.copy("COPY t FROM 's3://b/one' JSON 'auto'", TableDefinition(("a", .varchar(3))))
    }
    #expect(failure?.error.state == .internalError)
    #expect(
      failure?.error.message == "Load into table 't' failed.  Check 'stl_load_errors' system table for details.")
    #expect(
      failure?.error.detail == "s3://b/one/file, line 1, column \"a\" varchar(3), value 'abcdef': "
        + "String length exceeds DDL length (code 1204)")
    #expect(failure?.error.hint?.contains("TRUNCATECOLUMNS") == true)
    #expect(failure?.commits.map(\.errors) == [1])
  }

  @Test func noloadChecksAndLoadsNothing() throws {
    harness.put("one/file", "x,1\ny,bad\n")
    let result = try harness.copy("COPY t FROM 's3://b/one' CSV NOLOAD MAXERROR 2", pair)
    #expect(result.batches.isEmpty && result.loadedRows == 0 && result.errors.count == 1)
    #expect(result.notices.count == 2)
  }

  @Test func jsonCutOffIsOneErrorWithItsLastLine() throws {
    let errors = try harness.errors("{\"a\":\n\"x\"}\n{\"a\":\n\"tru\\nncated", pair)
    #expect(errors.map(\.code) == [1216] && errors.map(\.lineNumber) == [4])
    #expect(errors.first?.rawLine == "{\"a\":\n\"tru\\\\nncated")
  }
}
