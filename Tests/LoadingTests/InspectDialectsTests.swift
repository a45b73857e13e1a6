import Catalogs
import Formats
import Loading
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// Files of every dialect, encoding and kind of header, at random: the COPY that `inspect` suggests loads all their
/// rows.
@Suite struct InspectDialectsTests {
  /// How a generated file is written.
  struct Dialect {
    enum Quoting: CaseIterable { case none, needed, all, single, escaped }
    enum Header: CaseIterable {
      case none, plain, upper, blanks, hash, digits, empty, doubled, accents, camel
    }
    enum Storage: CaseIterable { case utf8, marked, utf16, utf16be, utf16leBare, utf16beBare, latin }

    var delimiter: Character
    var quoting: Quoting
    var header: Header
    var storage: Storage
    var lineEnd: String
    var hasBlankLines: Bool
    var endsWithLine: Bool
    var compression: Compression

    init(_ random: inout SeededGenerator) {
      delimiter = [",", ",", "\t", "|", ";", "^", "~"].randomElement(using: &random) ?? ","
      quoting = Quoting.allCases.randomElement(using: &random) ?? .none
      header = Header.allCases.randomElement(using: &random) ?? .none
      storage = Storage.allCases.randomElement(using: &random) ?? .utf8
      lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
      hasBlankLines = Int.random(in: 0..<4, using: &random) == 0
      endsWithLine = Bool.random(using: &random)
      compression = [.none, .none, .gzip, .bzip2].randomElement(using: &random) ?? .none
    }
  }

  private struct File {
    var bytes: [UInt8]
    var rows: Int
    var dialect: Dialect
  }

  private func file(_ random: inout SeededGenerator) -> File {
    let dialect = Dialect(&random)
    let kinds = (0..<Int.random(in: 1...6, using: &random)).map { _ in Int.random(in: 0..<8, using: &random) }
    let rows = (0..<Int.random(in: 1...40, using: &random)).map { _ in kinds.map { value($0, dialect, &random) } }
    var lines = rows.map { row in
      row.map { written($0, dialect) }.joined(separator: String(dialect.delimiter))
    }
    if dialect.header != .none {
      let names = kinds.indices.map { written(name($0, dialect.header), dialect) }
      lines.insert(names.joined(separator: String(dialect.delimiter)), at: 0)
    }
    // A line without a field is a row where there is one column.
    if dialect.hasBlankLines, kinds.count > 1 {
      for _ in 0..<3 { lines.insert("", at: Int.random(in: 1...lines.count, using: &random)) }
    }
    // An empty last line without its end is no line of the file.
    let isEnded = dialect.endsWithLine || lines.last?.isEmpty == true
    let text = lines.joined(separator: dialect.lineEnd) + (isEnded ? dialect.lineEnd : "")
    return File(bytes: stored(text, dialect.storage), rows: rows.count, dialect: dialect)
  }

  private func value(_ kind: Int, _ dialect: Dialect, _ random: inout SeededGenerator) -> String {
    let number = Int.random(in: 0...5000, using: &random)
    switch kind {
    case 0: return "\(number)"
    case 1: return "\(number).\(Int.random(in: 0...99, using: &random))"
    case 2:
      return "20\(Int.random(in: 10...29, using: &random))-0\(Int.random(in: 1...9, using: &random))-1\(number % 10)"
    case 3: return "2018-11-0\(number % 9 + 1) 0\(number % 10):10:1\(number % 10)"
    case 4: return ["true", "false"][number % 2]
    case 5: return number % 5 == 0 ? ["N/A", "NULL", ""][number % 3] : "\(number)"
    case 6: return ["Paris", "New York", "São Paulo", "Zürich"][number % 4] + (number % 7 == 0 ? " \(number)" : "")
    default:
      let special = dialect.quoting == .none ? "" : String(dialect.delimiter)
      let quote = [.needed, .all].contains(dialect.quoting) ? " \"so\" " : ""
      let line = [.needed, .all].contains(dialect.quoting) && number % 11 == 0 ? "\n" : ""
      return "word\(number)" + (number % 3 == 0 ? special + quote + line + "x" : " y")
    }
  }

  private func name(_ place: Int, _ header: Dialect.Header) -> String {
    switch header {
    case .none, .plain: "column_\(place)"
    case .upper: "NAME\(place)"
    case .blanks: " the name \(place)"
    case .hash: place == 0 ? "#name" : "name\(place)"
    case .digits: "\(place + 1)st"
    case .empty: place == 1 ? "" : "name\(place)"
    case .doubled: "name"
    case .accents: "größe\(place)"
    case .camel: "someName\(place)"
    }
  }

  private func written(_ value: String, _ dialect: Dialect) -> String {
    let special = value.contains { $0 == dialect.delimiter || $0 == "\"" || $0 == "\n" }
    switch dialect.quoting {
    case .none: return value
    case .needed: return special ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
    case .all: return "\"\(value.replacing("\"", with: "\"\""))\""
    case .single: return "'\(value)'"
    case .escaped: return value.replacing(String(dialect.delimiter), with: "\\" + String(dialect.delimiter))
    }
  }

  private func stored(_ text: String, _ storage: Dialect.Storage) -> [UInt8] {
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    let big = units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    switch storage {
    case .utf8: return Array(text.utf8)
    case .marked: return [0xef, 0xbb, 0xbf] + Array(text.utf8)
    case .utf16: return [0xff, 0xfe] + little
    case .utf16be: return [0xfe, 0xff] + big
    case .utf16leBare: return little
    case .utf16beBare: return big
    case .latin: return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
  }

  private func check(_ file: File, _ note: String) throws {
    let harness = CopyHarness()
    try harness.put("d/file", file.bytes, file.dialect.compression)
    let inspector = CopyInspector(
      store: ObjectStorage(s3Root: harness.root), pool: WorkerPool(threads: 1), limits: .all)
    let report = try inspector.inspect(location: "s3://b/d/file")
    let table = TableDefinition(
      name: TableName(schema: "public", name: "file"),
      columns: report.columns.map { ColumnDefinition($0.name, $0.type) })
    guard let copy = report.copy else {
      Issue.record("no COPY for \(note)")
      return
    }
    let result = try harness.copy(copy, table)
    // A header over text alone may be taken for a row: nothing is lost.
    let most = file.rows + (file.dialect.header == .none ? 0 : 1)
    #expect(
      result.loadedRows >= file.rows && result.loadedRows <= most && result.errors.isEmpty,
      "\(result.loadedRows) of \(file.rows) by \(copy): \(note)")
    #expect(!report.fails, "\(report.problems.map(\.text)): \(note)")
  }

  @Test func suggestedCopiesLoadAllRows() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for number in 0..<200 {
      let file = file(&random)
      let start = String(decoding: file.bytes.prefix(300), as: UTF8.self).debugDescription
      let note = "seed \(seed), file \(number), \(file.dialect): \(start)"
      do { try check(file, note) } catch { Issue.record("\(error): \(note)") }
    }
  }

  // MARK: What was reported

  private func inspect(_ file: String, _ limits: InspectLimits = .all) throws -> Inspection {
    let harness = CopyHarness()
    harness.put("d/file", file)
    let inspector = CopyInspector(
      store: ObjectStorage(s3Root: harness.root), pool: WorkerPool(threads: 1), limits: limits)
    return try inspector.inspect(location: "s3://b/d/file")
  }

  @Test(arguments: [
    ("a|b\n1|x,y\n2|z,w\n", "DELIMITER '|' IGNOREHEADER 1", 2), ("a;b\n1,5;x\n", "DELIMITER ';' IGNOREHEADER 1", 2),
    ("1|a\n\n2|b\n\n\n3|c\n", "DELIMITER '|' IGNOREBLANKLINES", 2), ("1|2\" pipe\n2|5\" pipe\n", "DELIMITER '|'", 2),
    ("1,2\" pipe\n2,5\" pipe\n", "DELIMITER ','", 2), ("id,,id\n1,2,3\n", "CSV IGNOREHEADER 1", 3),
    ("1st,2nd\n1,2\n", "CSV IGNOREHEADER 1", 2), ("#id, größe\n1,2\n", "CSV IGNOREHEADER 1", 2),
    ("N/A,x\n1,y\n", "CSV", 2), ("1,2,3\n4,5\n6,7,8\n", "CSV FILLRECORD", 3),
    ("\n\nid,n\n1,2\n", "CSV IGNOREHEADER 3 IGNOREBLANKLINES", 2),
    ("alice,paris\nbob,rome\n", "CSV", 2), ("a\\|b|c\nd|e\n", "DELIMITER '|' ESCAPE", 2),
    ("'a,b',c\n'd',e\n", "CSV QUOTE ''''", 2), ("\"id\n(key)\",n\n1,2\n", "CSV IGNOREHEADER 2", 2),
  ])
  func guesses(_ file: String, _ clauses: String, _ columns: Int) throws {
    let report = try inspect(file)
    #expect(report.format == clauses)
    #expect(report.columns.count == columns)
    #expect(report.refusedRecords == 0)
  }

  @Test func tabsBesideAStrayQuote() throws {
    let cells = (0..<105).map { $0 == 50 ? "a \"stray" : "\($0), x" }.joined(separator: "\t")
    let report = try inspect("\(cells)\n\(cells)\n")
    #expect(report.format == "DELIMITER '\\t'")
    #expect(report.columns.count == 105)
  }

  @Test(arguments: [1000, 1001, 1500, 2048, 2049]) func saysHowMuchWasRead(_ count: Int) throws {
    let rows = (1...count).map { "\($0)\n" }.joined()
    let report = try inspect("id\n" + rows, InspectLimits())
    #expect(report.isWhole == (count <= 1000))
    #expect(report.records == min(count, 1000))
    let json = try inspect((1...count).map { "{\"a\":\($0)}\n" }.joined(), InspectLimits())
    #expect(json.isWhole == (count <= 1000))
  }

  @Test func jsonpathsAreThoseThatCopyTakes() throws {
    let harness = CopyHarness()
    let keys = ["a b", "tab\\tkey", "quote\\\"s", "it's", "x']y", "line\\nfeed", "\\u0001", "back\\\\slash", "é", ""]
    let members = keys.enumerated().map { "\"\($0.element)\":\($0.offset)" }.joined(separator: ",")
    harness.put("d/file", "{\(members)}\n")
    let inspector = CopyInspector(
      store: ObjectStorage(s3Root: harness.root), pool: WorkerPool(threads: 1), limits: .all)
    let report = try inspector.inspect(location: "s3://b/d/")
    harness.put("jsonpaths/d.json", try #require(report.jsonPaths))
    let table = TableDefinition(
      name: TableName(schema: "public", name: "d"), columns: report.columns.map { ColumnDefinition($0.name, $0.type) })
    let rows = try harness.copy(try #require(report.copy), table).rows
    #expect(rows == [(0..<keys.count).filter { $0 != 4 }.map { .int(Int64($0)) }])
    #expect(report.warnings.contains { $0.contains("no jsonpath can name") })
  }
}
