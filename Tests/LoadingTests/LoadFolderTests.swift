import Catalogs
import Columnar
import Foundation
import Loading
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// What is exported and loaded again by its own load.sql is the same, to the last bit.
@Suite struct LoadFolderTests {
  private static let strings: [String?] = [
    nil, "", " ", "   ", "plain", "\\N", "@N1@", "a,b", "a\tb", "say \"hi\"", "\"", "line\nfeed", "cr\rlf\r\n", "'",
    "\\",
    "\u{feff}bom", "\u{e9}\u{1F600}", "NULL", "null", "a\0b", " lead", "trail ", "ends in cr\r",
    String(repeating: "x", count: 300),
    "|", "--", "{\"a\":[1]}",
  ]

  private static func allTypes() -> ExportTable {
    var definition = TableDefinition(
      ("id", .bigint), ("s", .smallint), ("i", .integer), ("d", .double), ("r", .real), ("b", .boolean),
      ("n", .decimal(precision: 18, scale: 4)), ("w", .decimal(precision: 38, scale: 10)), ("v", .varchar(400)),
      ("c", .char(400)), ("day", .date), ("time", .timestamp), ("tz", .timestamptz), ("clock", .time),
      ("zone", .timetz),
      ("x", .super), ("y", .varbyte(10)))
    definition.columns[0].identity = Identity(seed: 0, step: 1, isByDefault: false)
    definition.columns[0].isNullable = false
    let integers: [Int64] = [.min, .max, 0, -1, 42]
    let doubles = [0.1, -0.0, 1e300, .leastNonzeroMagnitude, -.pi, .greatestFiniteMagnitude, 1 / 3, 123_456_789, 1e21]
    let rows = (0..<60).map { row -> [Value] in
      let integer = integers[row % integers.count]
      let narrow = Float(doubles[row % doubles.count])
      let day = [Int64(0), 17836, -719_162, 2_932_896, -1][row % 5]
      let moment = [Int64(0), 1_541_105_830_796_000, -1, 253_402_300_799_999_999, 1][row % 5]
      let text = strings[row % strings.count].map(Value.string) ?? .null
      let trimmed = strings[row % strings.count].map { $0.replacing(/[ ]+$/, with: "") } ?? ""
      let ascii: Value = trimmed.utf8.allSatisfy { $0 < 0x80 } ? .string(trimmed) : .null
      let isNull = row % 7 == 6
      return [
        .int(integer &+ Int64(row)), isNull ? .null : .int(max(-32768, min(32767, integer))),
        .int(max(-2_147_483_648, min(2_147_483_647, integer))), isNull ? .null : .double(doubles[row % doubles.count]),
        .double(Double(narrow.isFinite && narrow != 0 ? narrow : 1.5)), row % 3 == 0 ? .null : .bool(row % 2 == 0),
        isNull ? .null : .int([0, -5, 999_999_999_999_999_999, -12_345][row % 4]),
        row % 4 == 0 ? .null : .int128([1, -1, 99_999_999_999_999_999_999_999_999_999_999_999_999][row % 3]), text,
        ascii,
        isNull ? .null : .int(day), isNull ? .null : .int(moment), .int(moment),
        .int(Int64(row) * 1_234_567_891 % 86_400_000_000),
        .int128(TimeWithZone(microseconds: Int64(row) * 1_000_001, offset: 0).packed),
        row % 5 == 0 ? .null : .string(#"{"k":[1,"a,\"b\""]}"#), row % 5 == 0 ? .null : .string("686578"),
      ]
    }
    let batches = [rows[..<7], rows[7..<50], rows[50...]].map { part in
      Batch(
        definition.columns.indices.map { column in
          Column(definition.columns[column].type, values: part.map { $0[column] })
        }, count: part.count)
    }
    return ExportTable(definition: definition, batches: batches)
  }

  private static func rows(_ batches: [Batch]) -> [[Value]] {
    batches.flatMap { batch in (0..<batch.count).map { row in batch.columns.map { $0.value(row) } } }
  }

  private func loadBack(_ folder: String, _ table: TableDefinition) throws -> [[Value]] {
    let script = try String(contentsOfFile: folder + "/load.sql", encoding: .utf8)
    for statement in ScriptSplitter.split(script) {
      guard case .copy(let copy) = try SQLParser.parseStatement(statement.text), copy.table.last == table.name.name
      else {
        continue
      }
      var request = try CopyRequest(copy, into: table, tableID: 1, queryID: 1, startTime: 0) { _ in .null }
      request.folder = folder
      return Self.rows(try CopyLoader(store: ObjectStorage(), pool: WorkerPool(threads: 2)).load(request).batches)
    }
    Issue.record("no COPY in load.sql")
    return []
  }

  struct Case: CustomTestStringConvertible {
    var options: ExportOptions

    init(_ format: ExportOptions.Format, _ compression: Compression, parts: Int?, header: Bool) {
      options = ExportOptions()
      options.format = format
      options.compression = compression
      options.parts = parts
      options.hasHeader = header
    }

    var testDescription: String {
      "\(options.format) \(options.compression) \(options.parts ?? 0) parts, header \(options.hasHeader)"
    }
  }

  @Test(arguments: [
    Case(.csv, .none, parts: nil, header: false), Case(.csv, .gzip, parts: 3, header: true),
    Case(.tsv, .none, parts: 7, header: true), Case(.tsv, .gzip, parts: 1, header: false),
    Case(.csv, .none, parts: 1000, header: false), Case(.csv, .bzip2, parts: 2, header: true),
    Case(.tsv, .zstd, parts: 3, header: false),
  ])
  func roundTripIsExact(_ item: Case) throws {
    let harness = CopyHarness()
    let table = Self.allTypes()
    let writer = try LoadFolderWriter(options: item.options, pool: WorkerPool(threads: 2))
    let exported = try writer.write([table], to: harness.root + "/out")
    #expect(exported.map(\.rows) == [60])
    let (found, wanted) = (try loadBack(harness.root + "/out", table.definition), Self.rows(table.batches))
    #expect(found.count == wanted.count)
    for (row, (one, other)) in zip(found, wanted).enumerated() {
      for column in other.indices {
        #expect(one[column] == other[column], "row \(row), column \(table.definition.columns[column].name)")
      }
    }
  }

  @Test(arguments: [Compression.none, .gzip, .bzip2, .zstd])
  func bytesDoNotDependOnThreads(_ compression: Compression) throws {
    let harness = CopyHarness()
    var options = ExportOptions()
    options.compression = compression
    options.parts = 4
    var other = Self.allTypes()
    other.definition.name = TableName(schema: "s", name: "other.t/x")
    for threads in [1, 2, 5] {
      let writer = try LoadFolderWriter(options: options, pool: WorkerPool(threads: threads))
      _ = try writer.write([Self.allTypes(), other], to: "\(harness.root)/out\(threads)")
    }
    let contents = [1, 2, 5].map { folder(harness.root + "/out\($0)") }
    #expect(contents[0].count == 2 * 4 + 4)
    #expect(contents[0] == contents[1] && contents[0] == contents[2])
  }

  private func folder(_ path: String) -> [String: Data] {
    var files: [String: Data] = [:]
    let paths = FileManager.default.subpaths(atPath: path) ?? []
    for name in paths { files[name] = FileManager.default.contents(atPath: path + "/" + name) }
    return files.filter { !$0.value.isEmpty }
  }

  /// Random rows enough for many pieces and batches; `isFlat`: the same without dictionaries, and not packed.
  private static func manyRows(seed: UInt64, isFlat: Bool) -> ExportTable {
    var random = SeededGenerator(seed: seed)
    let definition = TableDefinition(
      ("n", .bigint), ("agent", .varchar(400)), ("t", .timestamp), ("word", .varchar(400)), ("city", .varchar(400)))
    let batches = [0, 9000, 1, 14_000].map { count in
      let numbers = (0..<count).map { _ in Int64(random.below(1 << 30)) + 1 << 33 }
      let columns = [400, 3, 40].map { distinct -> StringColumn in
        var builder = StringBuilder(capacity: distinct)
        for value in 0..<distinct { builder.append(strings[value % strings.count].map { $0 + "\(value / 20)" } ?? "") }
        let values = builder.finish()
        let codes = (0..<count).map { _ in UInt32(random.below(distinct)) }
        let dictionary = StringColumn(
          values: values.values, codes: NarrowWords(codes, below: distinct), arenas: values.arenas,
          mayEndInBlank: true)
        return isFlat ? dictionary.flat : dictionary
      }
      let valid = Validity(valid: (0..<count).map { _ in random.below(5) > 0 })
      let batch = Batch(
        [
          Column(.bigint, ints: numbers, validity: valid), Column(.varchar(400), strings: columns[0]),
          Column(.timestamp, ints: numbers.map { $0 * 1000 }),
          Column(.varchar(400), strings: columns[1], validity: valid), Column(.varchar(400), strings: columns[2]),
        ], count: count)
      return isFlat ? batch : batch.packed
    }
    return ExportTable(definition: definition, batches: batches)
  }

  @Test func dictionariesPackingAndThreadsMakeNoDifference() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    let harness = CopyHarness()
    var options = ExportOptions()
    options.parts = 3
    for (number, threads) in [1, 2, 7].enumerated() {
      let writer = try LoadFolderWriter(options: options, pool: WorkerPool(threads: threads))
      _ = try writer.write([Self.manyRows(seed: seed, isFlat: number == 0)], to: "\(harness.root)/out\(number)")
    }
    let contents = (0..<3).map { folder(harness.root + "/out\($0)") }
    #expect(contents[0].count == 3 + 3)
    #expect(contents[0] == contents[1] && contents[0] == contents[2], "seed \(seed)")
    let table = Self.manyRows(seed: seed, isFlat: true)
    #expect(try loadBack(harness.root + "/out2", table.definition) == Self.rows(table.batches), "seed \(seed)")
  }

  @Test func theUsualNullTokenGivesWay() throws {
    let harness = CopyHarness()
    let table = TableDefinition(("s", .varchar(20)))
    for (name, values, token) in [
      ("a", ["x", nil], "\\N"), ("b", ["\\N", nil], "@N1@"), ("c", ["\\N", "@N1@", nil], "@N2@"),
    ] as [(String, [String?], String)] {
      let column = Column(.varchar(20), values: values.map { $0.map(Value.string) ?? .null })
      let writer = try LoadFolderWriter(options: ExportOptions(), pool: WorkerPool(threads: 2))
      let export = ExportTable(definition: table, batches: [Batch([column], count: values.count)])
      _ = try writer.write([export], to: "\(harness.root)/\(name)")
      let script = try String(contentsOfFile: "\(harness.root)/\(name)/load.sql", encoding: .utf8)
      #expect(script.contains("NULL AS '\(token)'"))
      #expect(try loadBack("\(harness.root)/\(name)", table) == Self.rows(export.batches))
    }
  }

  @Test(arguments: [Compression.none, .gzip, .bzip2, .zstd]) func cancelledExportsLeaveNothing(
    _ compression: Compression
  ) throws {
    let harness = CopyHarness()
    var options = ExportOptions()
    options.compression = compression
    let cancellation = Cancellation()
    cancellation.cancel()
    let pool = WorkerPool(threads: 2).cancellable(by: cancellation)
    let writer = try LoadFolderWriter(options: options, pool: pool)
    #expect(throws: CancellationError.self) { try writer.write([Self.allTypes()], to: harness.root + "/out") }
    #expect((FileManager.default.subpaths(atPath: harness.root) ?? []).allSatisfy { !$0.contains("out") })
  }

  @Test func dependenciesComeFirstAndPrefixesAreNamed() throws {
    let harness = CopyHarness()
    var fact = TableDefinition(("k", .integer), ("time", .timestamp))
    fact.name.name = "fact"
    fact.foreignKeys = [
      .init(columns: ["k"], table: TableName(schema: "public", name: "user"), referenced: ["k"])
    ]
    fact.distribution = .key("k")
    fact.sortKey = .compound(["time", "k"])
    var dimension = TableDefinition(("k", .integer), ("name", .varchar(10)))
    dimension.name.name = "user"
    dimension.primaryKey = ["k"]
    dimension.columns[0].isNullable = false
    var options = ExportOptions()
    options.s3Prefix = "s3://bucket/p"
    let writer = try LoadFolderWriter(options: options, pool: WorkerPool(threads: 1))
    _ = try writer.write(
      [ExportTable(definition: fact, batches: []), ExportTable(definition: dimension, batches: [])],
      to: harness.root + "/out")
    let script = try String(contentsOfFile: harness.root + "/out/load.sql", encoding: .utf8)
    #expect(
      script == """
        -- Made by localshift: tables and their rows.

        CREATE TABLE "user" (
          k integer NOT NULL,
          name character varying(10),
          PRIMARY KEY (k)
        );

        CREATE TABLE fact (
          k integer,
          time timestamp without time zone,
          FOREIGN KEY (k) REFERENCES "user" (k)
        )
        DISTSTYLE KEY
        DISTKEY (k)
        COMPOUND SORTKEY (time, k);

        COPY "user"
        FROM 's3://bucket/p/user.manifest'
        IAM_ROLE default
        FORMAT AS CSV
        MANIFEST
        NULL AS '\\N';

        COPY fact
        FROM 's3://bucket/p/fact.manifest'
        IAM_ROLE default
        FORMAT AS CSV
        MANIFEST
        NULL AS '\\N';

        """)
    let manifest = try String(contentsOfFile: harness.root + "/out/user.manifest", encoding: .utf8)
    #expect(manifest.contains(#""url":"s3://bucket/p/user/part-0000.csv","mandatory":true"#))
  }

  /// One file of a small table; of a larger one a multiple of the slices, each with a megabyte or more after
  /// compression.
  @Test(arguments: [Compression.none, .gzip], [(400, 1), (60_000, 4), (60_000, 12)])
  func sizesOfFiles(_ compression: Compression, _ shape: (rows: Int, slices: Int)) throws {
    var random = SeededGenerator(seed: 7)
    let batches = [shape.rows / 3, shape.rows - shape.rows / 3].map { count in
      var builder = StringBuilder(capacity: count)
      for _ in 0..<count { builder.append((0..<20).map { _ in String(random.below(1 << 62), radix: 36) }.joined()) }
      return Batch([Column(.varchar(400), strings: builder.finish())], count: count)
    }
    let harness = CopyHarness()
    var options = ExportOptions()
    options.compression = compression
    options.slices = shape.slices
    let table = ExportTable(definition: TableDefinition(("s", .varchar(400))), batches: batches)
    let written = try LoadFolderWriter(options: options, pool: WorkerPool(threads: 2))
      .write([table], to: "\(harness.root)/out")[0]
    // 15 MB of text, 11 MB compressed: enough for 4 slices, not for 12.
    #expect(written.parts == (shape.rows < 1000 || shape.slices == 12 ? 1 : 4))
    #expect(written.parts == 1 || written.bytes / written.parts > 1 << 20)
  }

  @Test func unusualYearsComeBack() throws {
    let harness = CopyHarness()
    let table = TableDefinition(("d", .date), ("t", .timestamp))
    let days: [Int64] = [
      CivilDate(year: -43, month: 3, day: 15).days, CivilDate(year: 12_000, month: 1, day: 2).days, 5,
    ]
    let batch = Batch(
      [
        Column(.date, ints: days), Column(.timestamp, ints: days.map { $0 * Timestamp.microsecondsPerDay + 1_500_000 }),
      ], count: 3)
    let writer = try LoadFolderWriter(options: ExportOptions(), pool: WorkerPool(threads: 1))
    _ = try writer.write([ExportTable(definition: table, batches: [batch])], to: harness.root + "/out")
    #expect(try loadBack(harness.root + "/out", table) == Self.rows([batch]))
  }
}
