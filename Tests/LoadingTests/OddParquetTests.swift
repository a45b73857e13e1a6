import Catalogs
import Foundation
import Loading
import SQLTypes
import System
import TestSupport
import Testing

/// Parquet files that no writer makes: those that the format allows are read, the others refused, at once.
@Suite struct OddParquetTests {
  private typealias Parquet = HandMadeParquet

  private static let words = TableDefinition(("a", .varchar(20)), ("b", .varchar(20)))

  private func copy(
    _ file: HandMadeParquet, _ table: TableDefinition, _ options: String = "", group: Int? = nil
  ) throws -> CopyResult {
    let harness = CopyHarness()
    if let group { harness.sizes.group = group }
    harness.put("f", file.bytes)
    return try harness.copy("COPY t FROM 's3://b/f' PARQUET \(options)", table)
  }

  /// The detail of the error.
  private func refusal(
    _ file: HandMadeParquet, _ table: TableDefinition, _ options: String = ""
  ) throws -> String {
    do {
      return "\(try copy(file, table, options).rows)"
    } catch let error as SQLError {
      return error.detail ?? error.message
    }
  }

  private func texts(_ file: HandMadeParquet, _ table: TableDefinition, _ options: String = "") throws -> [String] {
    try copy(file, table, options).rows.flatMap { $0 }.map { value in
      if case .string(let text) = value { text } else { "\(value)" }
    }
  }

  // MARK: Schemas

  @Test func deepSchemasAreReadAtOnce() throws {
    let groups = (0..<60).map { _ in Parquet.group("g", 1) }
    let file = Parquet(
      schema: [Parquet.group("schema", 1)] + groups + [Parquet.leaf("v", 1, repetition: 0)],
      groups: [(rows: 1, chunks: [Parquet.Chunk(count: 1, pages: [Parquet.data(1, Parquet.numbers(7))])])])
    let shown = String(repeating: "{\"g\":", count: 59) + "{\"v\":7}" + String(repeating: "}", count: 59)
    #expect(try texts(file, TableDefinition(("v", .super)), "SERIALIZETOJSON") == [shown])
  }

  @Test func lengthsBeyondAllAreRefused() throws {
    for length in [0, -1, 1 << 31, 1 << 62] {
      let page = Parquet.data(4, [1, 2, 3, 4])
      let file = Parquet.flat(
        [Parquet.leaf("v", 7, length: length, repetition: 0)], [(4, [Parquet.Chunk(count: 4, pages: [page])])])
      let table = TableDefinition(("v", .varbyte(4)))
      #expect(try refusal(file, table).contains("values of fixed length have \(length) bytes"))
    }
  }

  @Test func schemasWithoutColumnsAreRefused() throws {
    let file = Parquet.flat([], [(1 << 31, [])])
    #expect(try refusal(file, Self.words, "FILLRECORD").contains("its schema has no columns"))
  }

  @Test func longListsAreRefused() throws {
    let many = [ThriftStructure](repeating: ThriftStructure(), count: 100_001)
    #expect(try refusal(Parquet(schema: many, groups: []), Self.words).contains("a list of 100001 structures"))
    let empty = Parquet.Chunk(count: 0, pages: [])
    let chunks = [(0, [Parquet.Chunk](repeating: empty, count: 100_001))]
    let file = Parquet.flat([Parquet.leaf("v", 1)], chunks)
    #expect(try refusal(file, Self.words).contains("a list of 100001 structures"))
  }

  @Test func filesWithoutRowGroupsAreCounted() throws {
    let result = try copy(Parquet.flat([Parquet.leaf("a", 6), Parquet.leaf("b", 6)], []), Self.words)
    #expect(result.loadedRows == 0 && result.commits.count == 1)
  }

  // MARK: Pages

  /// Rows of one text column.
  private func column(_ count: Int, _ pages: [[UInt8]], codec: Int = 0) -> HandMadeParquet {
    Parquet.flat(
      [Parquet.leaf("a", 6, converted: 0)], [(count, [Parquet.Chunk(count: count, pages: pages, codec: codec)])])
  }

  private static let word = TableDefinition(("a", .varchar(20)))

  @Test func nullsMayStandBeforeTheDictionary() throws {
    let nulls = Parquet.data(2, Parquet.levels([0, 0]), encoding: 8)
    let dictionary = Parquet.dictionary(2, Parquet.texts("x", "y"))
    let codes = Parquet.data(3, Parquet.levels([1, 0, 1]) + Parquet.codes([1, 0]), encoding: 8)
    #expect(try texts(column(5, [nulls, dictionary, codes]), Self.word) == ["null", "null", "y", "null", "x"])
    let plain = Parquet.data(2, Parquet.levels([1, 1]) + Parquet.texts("p", "q"))
    #expect(try texts(column(4, [nulls, plain]), Self.word) == ["null", "null", "p", "q"])
  }

  @Test func pagesWithoutValuesAreNotDecompressed() throws {
    let nothing = Parquet.data(0, [1, 2, 3], plainSize: 700)
    #expect(try texts(column(0, [nothing], codec: 1), Self.word) == [])
    let plain = Parquet.data(1, Parquet.levels([1]) + Parquet.texts("p"))
    #expect(try texts(column(1, [nothing, plain]), Self.word) == ["p"])
  }

  @Test func pagesWithoutATypeAreRefused() throws {
    let page = Parquet.header(nil, [1], nil).bytes + [1]
    let plain = Parquet.data(1, Parquet.levels([1]) + Parquet.texts("p"))
    #expect(try refusal(column(1, [page, plain]), Self.word).contains("a page without a type"))
  }

  /// Of a file that is mostly a hole.
  @Test func chunksBeyondTheMemoryAreRefused() throws {
    let (harness, size) = (CopyHarness(), 1 << 36)
    let file = Parquet.flat(
      [Parquet.leaf("a", 6, converted: 0)], [(1, [Parquet.Chunk(count: 1, pages: [], size: size)])])
    let bytes = file.bytes
    harness.put("f", Array(bytes[..<4]))
    let handle = try #require(FileHandle(forUpdatingAtPath: harness.root + "/b/f"))
    try handle.seek(toOffset: UInt64(4 + size))
    try handle.write(contentsOf: Data(bytes[4...]))
    try handle.close()
    // More than any other test has.
    MemoryBudget.set(size - 1)
    defer { MemoryBudget.set(.max) }
    let error = #expect(throws: SQLError.self) { try harness.copy("COPY t FROM 's3://b/f' PARQUET", Self.word) }
    #expect(error?.state == .outOfMemory && error?.detail?.hasPrefix("A column of \"s3://b/f\"") == true)
  }

  /// A header of deltas that announces more than its bytes can hold.
  @Test func countsBeyondTheBytesAreRefused() throws {
    let count = 1 << 26
    let deltas = [128, 4, count, 0].flatMap { ThriftStructure.varint(UInt64($0)) } + [UInt8](repeating: 0, count: 60)
    let levels = Parquet.number32(5) + ThriftStructure.varint(UInt64(count) << 1) + [1]
    let page = Parquet.data(count, levels + deltas, encoding: 6)
    #expect(try refusal(column(count, [page]), Self.word).contains("\(count) values are announced in 60 bytes"))
  }

  /// All but one of a dictionary's values are unfit, and no row has them.
  @Test func unfitValuesOfADictionaryCostLittle() throws {
    let count = 300_000
    let values = (0..<count).flatMap { Parquet.number32($0 == 200 ? 5 : 1 << 20) }
    let pages = [Parquet.dictionary(count, values), Parquet.data(2, Parquet.codes([200, 200]), encoding: 8)]
    let file = Parquet.flat(
      [Parquet.leaf("v", 1, repetition: 0, converted: 16)], [(2, [Parquet.Chunk(count: 2, pages: pages)])])
    let start = ContinuousClock.now
    #expect(try copy(file, TableDefinition(("v", .smallint))).rows == [[.int(5)], [.int(5)]])
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  /// A row of the second group in which two columns, read as two pieces, have bytes replaced is one row.
  @Test func repairedRowsAreTheFiles() throws {
    let bad = Parquet.data(1, Parquet.levels([1]) + Parquet.texts([[0xff]]))
    let good = Parquet.data(1, Parquet.levels([1]) + Parquet.texts("x"))
    let chunks = [good, bad].map { [Parquet.Chunk](repeating: Parquet.Chunk(count: 1, pages: [$0]), count: 2) }
    let file = Parquet.flat(
      [Parquet.leaf("a", 6, converted: 0), Parquet.leaf("b", 6, converted: 0)], chunks.map { (1, $0) })
    for group in [1, 1 << 20] {
      let result = try copy(file, Self.words, "ACCEPTINVCHARS '^'", group: group)
      #expect(result.replacements == 1)
      #expect(result.replacementRows.map(\.lineNumber) == [2] && result.replacementRows[0].columnName == "a")
    }
  }

  // MARK: Nested columns

  private static let value = TableDefinition(("v", .super))

  /// A map of one row, `levels`: of keys and of values, as repetition and definition.
  private func map(
    key: ThriftStructure, _ keys: [UInt8], keyLevels: [[UInt8]], _ values: [UInt8], levels: [[UInt8]]
  ) -> HandMadeParquet {
    let (first, second) = (
      keyLevels.flatMap(Parquet.levels) + keys, levels.flatMap(Parquet.levels) + values
    )
    let counts = [keyLevels[0].count, levels[0].count]
    return Parquet(
      schema: [
        Parquet.group("schema", 1), Parquet.group("v", 1, repetition: 1, converted: 1),
        Parquet.group("key_value", 2, repetition: 2), key, Parquet.leaf("value", 1),
      ],
      groups: [
        (
          1,
          [
            Parquet.Chunk(count: counts[0], pages: [Parquet.data(counts[0], first)]),
            Parquet.Chunk(count: counts[1], pages: [Parquet.data(counts[1], second)]),
          ]
        )
      ])
  }

  @Test func mapsOfOtherKeysAreArrays() throws {
    let file = map(
      key: Parquet.leaf("key", 1, repetition: 0), Parquet.numbers(1, 2), keyLevels: [[0, 1], [2, 2]],
      Parquet.numbers(7), levels: [[0, 1], [3, 2]])
    #expect(
      try texts(file, Self.value, "SERIALIZETOJSON") == [#"[{"key":1,"value":7},{"key":2,"value":null}]"#])
  }

  @Test func mapsWithTextsAsKeysAreObjects() throws {
    let file = map(
      key: Parquet.leaf("key", 6, repetition: 0, converted: 0), Parquet.texts("k", "l"), keyLevels: [[0, 1], [2, 2]],
      Parquet.numbers(7), levels: [[0, 1], [3, 2]])
    #expect(try texts(file, Self.value, "SERIALIZETOJSON") == [#"{"k":7,"l":null}"#])
  }

  @Test func keysThatAreNullAreRefused() throws {
    let file = map(
      key: Parquet.leaf("key", 6, converted: 0), Parquet.texts("k"), keyLevels: [[0, 1], [3, 2]],
      Parquet.numbers(7), levels: [[0, 1], [3, 2]])
    #expect(try refusal(file, Self.value, "SERIALIZETOJSON").contains("a key of a map is NULL"))
  }

  /// Keys and values that differ in how many they are, or in whether there is a map.
  @Test(arguments: [[[0, 1], [2, 2]], [[0, 0], [2, 2]], [[0], [1]], [[0], [0]]] as [[[UInt8]]])
  func levelsThatDisagreeAreRefused(_ levels: [[UInt8]]) throws {
    let file = map(
      key: Parquet.leaf("key", 1, repetition: 0), Parquet.numbers(1), keyLevels: [[0], [2]], [], levels: levels)
    #expect(try refusal(file, Self.value, "SERIALIZETOJSON").contains("levels of its columns do not belong together"))
  }

  /// A further entry of a list whose level says that there is none.
  @Test func elementsOfNoListAreRefused() throws {
    for (level, isRead) in [(2, true), (1, false), (0, false)] as [(UInt8, Bool)] {
      let file = map(
        key: Parquet.leaf("key", 1, repetition: 0), Parquet.numbers(1, 2), keyLevels: [[0, 1], [2, level]], [],
        levels: [[0, 1], [2, level]])
      let answer = try refusal(file, Self.value, "SERIALIZETOJSON")
      #expect(answer.contains("levels of its columns do not belong together") != isRead, "level \(level)")
    }
  }
}
