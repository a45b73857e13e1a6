import Catalogs
import Formats
import Loading
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// `localshift inspect`: what it says of files is what COPY does with them.
@Suite struct InspectTests {
  let harness = CopyHarness()

  private func inspector(_ limits: InspectLimits = .all) -> CopyInspector {
    CopyInspector(store: ObjectStorage(s3Root: harness.root), pool: WorkerPool(threads: 1), limits: limits)
  }

  private func inspect(
    _ options: String, _ table: TableDefinition, _ limits: InspectLimits = .all
  ) throws -> Inspection {
    guard case .copy(let copy) = try SQLParser.parseStatement("COPY t FROM 's3://b/d/' \(options)") else {
      throw SQLError(.syntaxError, "the test's statement is no COPY")
    }
    return try inspector(limits).inspect(
      CopyRequest(copy, into: table, tableID: 1, queryID: 1, startTime: 0) { _ in .null })
  }

  private func found(_ jsonPaths: String? = nil) throws -> Inspection {
    try inspector().inspect(location: "s3://b/d/", jsonPaths: jsonPaths)
  }

  @Test func suggestsATableForParquet() throws {
    harness.put("d/f", try Repository.bytes("Fixtures/s3/bucket/parquet/orders/duckdb.parquet"))
    let report = try found()
    #expect(report.copy == "COPY d FROM 's3://b/d/' IAM_ROLE default FORMAT AS PARQUET SERIALIZETOJSON;")
    let types: [DataType] = [.integer, .super, .super, .super, .super, .super, .varchar(16), .boolean]
    #expect(report.columns.map(\.type) == types)
    #expect(report.columns.map(\.nulls) == [0, 1, 1, 1, 1, 1, 1, 1] && !report.fails)
    #expect(report.createTable?.contains("tags super") == true)
  }

  /// The first value that does not fit ends a COPY; a file that does not fit is told with its reason.
  @Test func tellsWhatEndsACopyOfParquet() throws {
    harness.put("d/f", try Repository.bytes("Fixtures/s3/bucket/parquet/long/texts.parquet"))
    let short = try inspect("PARQUET", TableDefinition(("id", .bigint), ("name", .varchar(256))))
    #expect(short.fails && short.columns.map(\.refused) == [0, 1])
    #expect(short.problems.first?.text.contains("longer than the length defined in the table") == true)
    let other = try inspect("PARQUET", TableDefinition(("id", .integer), ("name", .varchar(256))))
    #expect(other.fails && other.warnings.first?.contains("Column type: INT, Parquet schema:") == true)
  }

  /// Whatever type is suggested, a COPY takes the file's column into it; where it takes none, none is.
  @Test func suggestsOnlyTypesOfParquetThatFit() throws {
    // Numbers of 32 bits and floats, with annotations that belong to other types.
    let page = HandMadeParquet.data(1, HandMadeParquet.levels([1]) + HandMadeParquet.numbers(1))
    let groups = [(rows: 1, chunks: [HandMadeParquet.Chunk(count: 1, pages: [page])])]
    for converted in 11...18 {
      let file = HandMadeParquet.flat([HandMadeParquet.leaf("v", 1, converted: converted)], groups)
      harness.put("d/f", file.bytes)
      let report = try found()
      #expect(!report.fails && report.records == 1, "converted type \(converted)")
      // The bytes of the pages alone.
      #expect(report.sampledBytes == page.count)
    }
    for converted in [0, 5, 6, 15] {
      harness.put("d/f", HandMadeParquet.flat([HandMadeParquet.leaf("v", 4, converted: converted)], groups).bytes)
      #expect(throws: SQLError.self) { try found() }
    }
  }

  @Test func countsValuesNullsRefusalsAndWidths() throws {
    harness.put(
      "d/1.json", "{\"id\": 1, \"name\": \"été\"}\n{\"id\": \"x\", \"name\": \"toolong\"}\n\n{\"name\": null}\n")
    let report = try inspect("JSON 'auto'", TableDefinition(("id", .integer), ("name", .varchar(5))))
    #expect(report.records == 3)
    #expect(report.refusedRecords == 1)
    #expect(report.fails)
    #expect(report.columns.map(\.values) == [1, 1])
    #expect(report.columns.map(\.nulls) == [1, 1])
    #expect(report.columns.map(\.refused) == [1, 1])
    #expect(report.columns.map(\.widest) == [1, 7])
    #expect(report.columns.map(\.kinds) == ["string 1, number 1", "string 2"])
    #expect(report.columns.last?.example == "été")
    #expect(report.problems.map(\.error.code) == [1207, 1204])
    #expect(report.problems.map(\.error.lineNumber) == [2, 2])
    #expect(report.problems.first?.error.fileName == "s3://b/d/1.json")
    #expect(report.warnings == ["column \"id\" (\"id\") holds mixed types: string 1, number 1."])
  }

  @Test func namesKeysThatMatchNothing() throws {
    harness.put("d/1.json", "{\"firstName\": \"Ada\"}")
    let report = try inspect("JSON 'auto'", TableDefinition(("firstname", .varchar(5))))
    #expect(!report.fails)
    #expect(report.warnings.count == 1)
    #expect(report.warnings.first?.contains("the nearest key is \"firstName\"") == true)
  }

  @Test func readsOnlyASample() throws {
    for number in 0..<9 { harness.put("d/\(number).csv", String(repeating: "\(number)\n", count: 50)) }
    harness.put("d/empty.csv", "")
    var limits = InspectLimits()
    limits.records = 7
    limits.objects = 3
    let report = try inspect("CSV", TableDefinition(("n", .integer)), limits)
    #expect(report.objects == 10)
    #expect(report.emptyObjects == 1)
    #expect(report.sampledObjects == 3)
    #expect(report.records == 21)
    #expect(!report.isWhole)
    #expect(try inspect("CSV", TableDefinition(("n", .integer))).records == 450)
  }

  @Test func respectsHeadersAndErrorLimits() throws {
    harness.put("d/1.csv", "n\n1\nx\n")
    let table = TableDefinition(("n", .integer))
    #expect(try inspect("CSV IGNOREHEADER 1", table).refusedRecords == 1)
    #expect(try inspect("CSV", table).refusedRecords == 2)
    #expect(try !inspect("CSV IGNOREHEADER 1 MAXERROR 2", table).fails)
    #expect(try inspect("CSV MAXERROR 2", table).fails)
  }

  @Test func refusesAColumnListWithoutANotNullColumn() throws {
    harness.put("d/1.csv", "1\n")
    var table = TableDefinition(("n", .integer), ("m", .integer))
    table.columns[1].isNullable = false
    let statement = "COPY t (n) FROM 's3://b/d/' CSV"
    #expect(throws: SQLError.self) { try harness.copy(statement, table) }
    table.columns[1].defaultText = "1"
    #expect(try harness.copy(statement, table, defaults: [1: .int(1)]).rows == [[.int(1), .int(1)]])
    #expect(throws: SQLError.self) { try harness.copy(statement, table, defaults: [1: .null]) }
  }

  // MARK: Locations without a table

  @Test func suggestsATableAndPathsForJSON() throws {
    harness.put(
      "d/1.json",
      """
      {"userId": "26", "ts": 1541121934796, "geo": {"lat": 1.5, "tags": ["a"]}, "at": "2018-11-02 01:02:03"}
      {"userId": "", "ts": 1541121934797, "geo": {"lat": -2}, "at": null, "zip": "0123", "ok": true, \
      "day": "2018-11-02"}
      """)
    let report = try found()
    let table = try #require(report.createTable)
    for column in [
      "userid integer", "ts bigint", "geo_lat double precision", "geo_tags super",
      "at timestamp without time zone", "zip character varying(16)", "ok boolean", "day date",
    ] {
      #expect(table.contains("\n  \(column)"), "\(column) in \(table)")
    }
    #expect(report.copy == "COPY d FROM 's3://b/d/' IAM_ROLE default JSON 's3://b/jsonpaths/d.json';")
    #expect(report.warnings.contains { $0.contains("\"ts\" looks like milliseconds") })
    let paths = try JSONPathsFile(parsing: Array(try #require(report.jsonPaths).utf8), name: "paths").paths
    #expect(paths?.count == report.columns.count)
    #expect(!report.fails)
  }

  @Test func suggestedStatementsLoad() throws {
    harness.put("d/1.json", "{\"id\": 1, \"Name\": \"a\"}\n{\"id\": 2, \"Name\": \"b\"}")
    let report = try found()
    #expect(report.copy == "COPY d FROM 's3://b/d/' IAM_ROLE default JSON 'auto ignorecase';")
    let columns = report.columns.map { ColumnDefinition($0.name, $0.type) }
    let table = TableDefinition(name: TableName(schema: "public", name: "d"), columns: columns)
    let rows = try harness.copy(try #require(report.copy), table).rows
    #expect(rows == [[.int(1), .string("a")], [.int(2), .string("b")]])
  }

  @Test(arguments: [
    ("id,name\n1,x\n2,y\n", "CSV IGNOREHEADER 1", ["id", "name"]), ("1|x\n2|y\n", "DELIMITER '|'", ["c1", "c2"]),
    ("1\t\"x\"\n2\ty\n", "CSV DELIMITER '\\t'", ["c1", "c2"]), ("1;x;\n2;y;\n", "DELIMITER ';'", ["c1", "c2"]),
    ("\u{feff}a b,c-d\n1,x\n", "CSV IGNOREHEADER 1", ["a_b", "c_d"]),
  ])
  func guessesTextFiles(_ file: String, _ clauses: String, _ names: [String]) throws {
    harness.put("d/1.txt", file)
    let report = try found()
    #expect(report.format == clauses)
    #expect(report.columns.map(\.name) == names)
    #expect(report.refusedRecords == 0)
    #expect(report.columns.first?.type == .integer)
  }

  @Test func readsWideTextFiles() throws {
    let names = (1...700).map { "col_\($0)" }
    harness.put("d/1.csv", "\(names.joined(separator: ","))\n\((1...700).map { "\($0)" }.joined(separator: ","))\n")
    let report = try found()
    #expect(report.columns.map(\.name) == names)
    #expect(report.refusedRecords == 0)
  }

  @Test func namesOfATerminatedHeader() throws {
    harness.put("d/1.txt", "id|name|\n1|x|\n2|y|\n")
    #expect(try found().columns.map(\.name) == ["id", "name"])
  }

  /// Files that are damaged in any way are answered, never crashed on.
  @Test func takesAnyBytes() throws {
    var seeds = SystemRandomNumberGenerator()
    let seed = seeds.next()
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let texts = [
      "{\"a\": {\"b\": [1, \"x\"]}, \"c\": null}\n", "id,name\n1,\"x, y\"\n2,z\n", "1|2|\n3|4|\n",
      "[[1], [{\"a\": 2}]]",
      "{\"jsonpaths\": [\"$.a\"]}", "\u{feff}\u{1f}\u{8b}", "BZh9",
    ]
    var answered = 0
    for _ in 0..<400 {
      var bytes = Array((0...next(4)).map { _ in texts[next(texts.count)] }.joined().utf8)
      for _ in 0..<next(6) { bytes[next(bytes.count)] = UInt8(next(256)) }
      harness.put("d/1", Array(bytes.prefix(next(bytes.count) + 1)))
      do { answered += try found().columns.isEmpty ? 0 : 1 } catch is SQLError { answered += 1 }
    }
    #expect(answered == 400, "seed \(seed)")
  }

  @Test func takesColumnsFromAPathsFile() throws {
    harness.put("d/1.json", "{\"user\": {\"firstName\": \"Ada\"}}")
    harness.put("paths", "{\"jsonpaths\": [\"$.user.firstname\"]}")
    let report = try found("s3://b/paths")
    #expect(report.columns.map(\.name) == ["user_firstname"])
    #expect(report.warnings.first?.contains("the nearest key is $['user']['firstName']") == true)
  }

  @Test func readsCompressedFilesAndSaysWhereTheyBreakOff() throws {
    let text = (0..<20_000).map { "{\"id\": \($0), \"v\": \($0 &* 7919 % 10007)}\n" }.joined()
    try harness.putGzip("d/1.json.gz", text)
    let whole = try found()
    #expect(whole.records == 20_000)
    #expect(whole.copy?.contains("GZIP") == true)
    let bytes = try Self.bytes(of: "\(harness.root)/b/d/1.json.gz")
    harness.put("d/1.json.gz", Array(bytes.prefix(bytes.count / 2)))
    let half = try found()
    #expect(half.fails)
    #expect(half.records > 100 && half.records < 20_000)
    #expect(half.warnings.first?.hasPrefix("s3://b/d/1.json.gz: ") == true)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let buffer = InputBuffer()
    try LocalStore().object(at: .path(path))?.readWhole(into: buffer)
    return Array(buffer.bytes)
  }

  @Test(arguments: [
    ([UInt8](), "22023", "1 empty file and no data"), (Array(" \n\n".utf8), "22023", "nothing but white space"),
    ([0, 1, 2, 3, 0, 200, 255, 4], "22023", "is a binary file"),
    (Array("PAR1....".utf8), "XX000", "Spectrum Scan Error"), (Array("{broken".utf8), "22023", "no JSON record"),
  ])
  func refusesWhatIsNoData(_ bytes: [UInt8], _ state: String, _ words: String) throws {
    harness.put("d/file", bytes)
    do {
      _ = try found()
      Issue.record("it was inspected")
    } catch let error as SQLError {
      #expect(error.state.code == state)
      #expect(error.message.contains(words), "\(error.message)")
    }
  }

  @Test func saysThatAFolderOrPrefixIsEmpty() throws {
    #expect(throws: SQLError.self) { try found() }
    let error = #expect(throws: SQLError.self) { try inspector().inspect(location: "\(harness.root)/b") }
    #expect(error?.message.contains("holds no file") == true)
  }

  @Test func saysThatCarriageReturnsEndNoLines() throws {
    harness.put("d/f", "1,2\r3,4\r")
    #expect(try found().warnings == ["s3://b/d/f: \(Self.returnsAlone)"])
    harness.put("d/f", "1,2\r\n3,4\r\n")
    #expect(try found().warnings.isEmpty)
    harness.put("d/f", "{\"a\":\r1}\r")
    #expect(try found().warnings.isEmpty)
  }

  private static let returnsAlone =
    "Lines end in a carriage return alone (0d), which ends no record: write line feeds (0a) instead."

  @Test func anArrayOfObjectsIsOneRecord() throws {
    harness.put("d/1.json", "[{\"a\": 1}, {\"a\": 2}]")
    let report = try found()
    #expect(report.records == 1)
    #expect(report.warnings.contains { $0.hasPrefix("an array is one record") })
  }

  // MARK: The same as COPY

  @Test func refusesTheRecordsThatCOPYRefuses() throws {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    var state = seed
    func pick<T>(_ items: [T]) -> T {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return items[Int(state >> 33) % items.count]
    }
    let values = [
      "1", "-7", "2.5", "1e3", "\"x\"", "\"\"", "\" \"", "null", "true", "\"2020-01-02\"", "\"2020-01-02 03:04:05\"",
      "99999999999", "\"ééééé\"", "[1,2]", "{\"a\":1}", "\"\\ud83d\"", "\"long long long\"",
    ]
    let table = TableDefinition(
      ("a", .integer), ("b", .varchar(9)), ("c", .date), ("d", .boolean), ("e", .decimal(precision: 5, scale: 1)))
    var records = 1600
    for file in 0..<4 {
      let lines = (0..<400).map { _ in
        let junk = pick(["", "", "", "", "", "oops"])
        records += junk.isEmpty ? 0 : 1
        return junk + "{"
          + ["a", "b", "c", "d", "e"].filter { _ in pick([true, true, false]) }
          .map { "\"\($0)\":\(pick(values))" }.joined(separator: ",") + "}\n"
      }
      harness.put("d/\(file).json", lines.joined())
    }
    let report = try inspect("JSON 'auto' IGNOREALLERRORS", table)
    let loaded = try harness.copy("COPY t FROM 's3://b/d/' JSON 'auto' IGNOREALLERRORS", table)
    #expect(report.records == records, "seed \(seed)")
    #expect(report.refusedRecords == loaded.errors.count, "seed \(seed)")
    #expect(report.records - report.refusedRecords == loaded.loadedRows, "seed \(seed)")
    let first = Set(loaded.errors.map { "\($0.code) \($0.columnName)" })
    #expect(first.isSubset(of: report.problems.map { "\($0.error.code) \($0.error.columnName)" }), "seed \(seed)")
  }
}
