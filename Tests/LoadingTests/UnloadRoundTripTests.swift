import Catalogs
import Columnar
import Foundation
import Loading
import SQLTypes
import Scheduling
import Testing

/// What is unloaded by a recipe of copy.md part 9 and loaded by its other half is the same, or what the table says of
/// it.
@Suite struct UnloadRoundTripTests {
  struct Recipe: CustomTestStringConvertible, Sendable {
    var testDescription: String { "\(unload) -> \(copy)" }
    var unload: String
    var copy: String
    var tokens: Set<String> = []
    /// Characters that the format cannot give back.
    var scalars: String = ""
    var left: Set<String> = []
    /// What becomes of a value of a character column.
    var change: @Sendable (String?) -> String? = { $0 }
    var takesHeader = true

    /// Columns the recipe is for.
    var columns: [(String, DataType)] { RandomRows.types.filter { !left.contains($0.0) } }
  }

  private static let widths = RandomRows.types.filter { $0.0 != "y" }.map { "\($0.0):250" }.joined(separator: ",")

  static let recipes = [
    Recipe(unload: #"ESCAPE NULL AS '\N'"#, copy: "ESCAPE", tokens: [#"\N"#]),
    Recipe(unload: #"DELIMITER '\t' ESCAPE NULL AS '\N'"#, copy: #"DELIMITER '\t' ESCAPE"#, tokens: [#"\N"#]),
    Recipe(unload: #"DELIMITER ';' ESCAPE NULL AS '\N'"#, copy: #"DELIMITER ';' ESCAPE"#, tokens: [#"\N"#]),
    Recipe(
      unload: "ADDQUOTES ESCAPE NULL AS 'x9'", copy: "REMOVEQUOTES ESCAPE NULL AS 'x9'", tokens: ["x9"], left: ["y"]),
    Recipe(unload: "CSV NULL AS '@N@'", copy: "CSV NULL AS '@N@'", tokens: ["@N@"]),
    Recipe(unload: "CSV DELIMITER '|' NULL AS 'NULL'", copy: "CSV DELIMITER '|' NULL AS 'NULL'", tokens: ["NULL"]),
    Recipe(unload: "", copy: "", tokens: [#"\N"#], scalars: "|\n\r\u{feff}", change: { $0 ?? "" }),
    Recipe(
      unload: "", copy: "EMPTYASNULL", tokens: [#"\N"#], scalars: "|\n\r\u{feff}",
      change: { $0?.isEmpty == false ? $0 : nil }),
    Recipe(unload: "CSV", copy: "CSV", tokens: [#"\N"#], change: { $0 ?? "" }),
    Recipe(unload: "CSV", copy: "CSV EMPTYASNULL", tokens: [#"\N"#], change: { $0?.isEmpty == false ? $0 : nil }),
    Recipe(
      unload: "FIXEDWIDTH '\(widths)'", copy: "FIXEDWIDTH '\(widths)'", tokens: [#"\N"#], scalars: "\n\r\u{feff}",
      left: ["y"], change: { trimmed($0 ?? "") }, takesHeader: false),
    Recipe(
      unload: "FIXEDWIDTH '\(widths)' NULL AS 'x9'", copy: "FIXEDWIDTH '\(widths)' NULL AS 'x9'", tokens: ["x9"],
      scalars: "\n\r\u{feff}", left: ["y"], change: { $0.map(trimmed) }, takesHeader: false),
    // Not in the table: COPY takes decimals of JSON through doubles (copy.md 7.2).
    Recipe(unload: "JSON", copy: "JSON 'auto'", left: ["n", "w", "y"], takesHeader: false),
  ]

  private static func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: recipes) func restoresRows(_ recipe: Recipe) throws {
    for clauses in [
      "", "HEADER", "MANIFEST", "PARALLEL OFF", "HEADER MANIFEST VERBOSE PARALLEL OFF GZIP", "BZIP2", "ZSTD",
    ] {
      guard recipe.takesHeader || !clauses.contains("HEADER") else { continue }
      try restoresRows(recipe, clauses, isAuto: false)
    }
    try restoresRows(recipe, "GZIP", isAuto: true)
  }

  private func restoresRows(_ recipe: Recipe, _ clauses: String, isAuto: Bool) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var limits = RandomRows.Limits(tokens: recipe.tokens, hasUnusualYears: isAuto)
    limits.scalars.formUnion(recipe.scalars.unicodeScalars)
    var random = RandomRows(seed: seed, limits)
    let columns = recipe.columns
    let rows = random.rows(150, columns)
    let harness = CopyHarness()
    harness.threads = 2
    let batches = RandomRows.batches(rows, columns, of: 40)
    try harness.unload(
      "UNLOAD ('select') TO 's3://b/u/t_' \(recipe.unload) \(clauses)", columns, batches)
    let table = TableDefinition(
      name: TableName(schema: "public", name: "t"), columns: columns.map { ColumnDefinition($0.0, $0.1) })
    let source = clauses.contains("MANIFEST") ? "manifest' MANIFEST" : "'"
    let compression = ["GZIP", "BZIP2", "ZSTD"].first(where: clauses.contains) ?? ""
    let header = clauses.contains("HEADER") ? "IGNOREHEADER 1" : ""
    let formats = isAuto ? "DATEFORMAT 'auto' TIMEFORMAT 'auto'" : ""
    let text = "COPY t FROM 's3://b/u/t_\(source) \(recipe.copy) \(compression) \(header) \(formats)"
    let found = try harness.copy(text, table).rows
    #expect(found.count == rows.count, "seed \(seed): \(text)")
    for (row, (one, other)) in zip(found, rows).enumerated() {
      for place in columns.indices {
        let wanted = Self.wanted(other[place], columns[place].1, recipe)
        #expect(
          "\(one[place])" == "\(wanted)",
          "seed \(seed), row \(row), column \(columns[place].0), was \(other[place]): \(text)")
      }
    }
  }

  private static func wanted(_ value: Value, _ type: DataType, _ recipe: Recipe) -> Value {
    switch (type, value) {
    case (.varchar, .string(let text)), (.char, .string(let text)):
      recipe.change(text).map(Value.string) ?? .null
    case (.varchar, .null), (.char, .null): recipe.change(nil).map(Value.string) ?? .null
    default: value
    }
  }

  /// Rows enough for many pieces; the same bytes whatever the number of threads.
  @Test(arguments: [
    "CSV", "ESCAPE GZIP", "JSON ZSTD", "CSV MAXFILESIZE 5 MB", "ESCAPE GZIP MAXFILESIZE 5 PARALLEL OFF",
  ])
  func bytesDoNotDependOnThreads(_ clauses: String) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomRows(seed: seed, RandomRows.Limits())
    let columns = RandomRows.types.filter { $0.0 != "y" }
    let some = random.rows(3000, columns)
    let batches = (0..<32).flatMap { _ in RandomRows.batches(some, columns, of: 1100) }
    var contents: [[String: Data]] = []
    for threads in [1, 2, 5] {
      let harness = CopyHarness()
      harness.threads = threads
      let files = try harness.unload("UNLOAD ('q') TO 's3://b/u/' MANIFEST VERBOSE \(clauses)", columns, batches)
      #expect(files.reduce(0) { $0 + $1.rows } == 96_000)
      if clauses.contains("MAXFILESIZE") {
        #expect(files.count > 1 && files.allSatisfy { $0.size <= 5 << 20 }, "seed \(seed)")
      }
      contents.append(harness.files)
    }
    #expect(contents[0] == contents[1] && contents[0] == contents[2], "seed \(seed)")
  }

  /// PARTITION BY with INCLUDE loses and moves no row.
  @Test func partitionsHoldAllRows() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomRows(seed: seed, RandomRows.Limits(tokens: ["@N@"]))
    let columns: [(String, DataType)] = [
      ("b", .bigint), ("v", .varchar(200)), ("o", .boolean), ("c", .char(20)), ("s", .smallint),
    ]
    let rows = random.rows(400, columns)
    let harness = CopyHarness()
    harness.threads = 3
    let clauses = "CSV NULL AS '@N@'"
    try harness.unload(
      "UNLOAD ('q') TO 's3://b/u' \(clauses) PARTITION BY (v, o) INCLUDE", columns,
      RandomRows.batches(rows, columns, of: 70))
    let table = TableDefinition(
      name: TableName(schema: "public", name: "t"), columns: columns.map { ColumnDefinition($0.0, $0.1) })
    let found = try harness.copy("COPY t FROM 's3://b/u/' \(clauses)", table).rows
    #expect(found.map { "\($0)" }.sorted() == rows.map { "\($0)" }.sorted(), "seed \(seed)")
  }

  @Test(arguments: ["CSV", "GZIP MANIFEST", "CLEANPATH", "ALLOWOVERWRITE MANIFEST PARTITION BY (o)"])
  func cancelledUnloadsLeaveEverythingAsItWas(_ clauses: String) throws {
    var random = RandomRows(seed: 1, RandomRows.Limits())
    let columns = RandomRows.types
    let batches = RandomRows.batches(random.rows(5000, columns), columns, of: 900)
    let harness = CopyHarness()
    harness.threads = 2
    harness.put("other/file", "x")
    if clauses.contains("CLEANPATH") { harness.put("u/old", "x") }
    let before = harness.files
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try harness.unload("UNLOAD ('q') TO 's3://b/u/' \(clauses)", columns, batches, cancellation: cancellation)
    }
    #expect(harness.files == before)
  }
}
