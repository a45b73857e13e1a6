import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// Cutting input must not show: tiny chunks and windows, any number of threads, the same rows and errors.
@Suite struct SplitTests {
  static let table = TableDefinition(("a", .integer), ("b", .varchar(40)), ("c", .double))

  struct Outcome: Equatable {
    var rows: [[Value]]
    var errors: [LoadError]
    var commits: [LoadCommit]
    var notices: [String]
  }

  private func outcome(_ harness: CopyHarness, _ statement: String) throws -> Outcome {
    let result = try harness.copy(statement, Self.table)
    return Outcome(rows: result.rows, errors: Array(result.errors), commits: result.commits, notices: result.notices)
  }

  private func compare(_ harness: CopyHarness, _ statement: String, _ note: String) throws {
    harness.sizes = LoadSizes()
    harness.threads = 1
    let whole = try outcome(harness, statement)
    #expect(!whole.rows.isEmpty)
    for (chunk, window) in [(16, 24), (50, 64), (97, 40), (512, 256), (1000, 1 << 14)] {
      for threads in [1, 2, 4] {
        harness.shrink(chunk: chunk, window: window)
        harness.threads = threads
        let cut = try outcome(harness, statement)
        let note = "chunk \(chunk), window \(window), \(threads) threads: \(note)"
        #expect(Self.difference(cut.rows, whole.rows) == nil, "\(note)")
        #expect(Self.difference(cut.errors, whole.errors) == nil, "\(note)")
        #expect(Self.difference(cut.commits, whole.commits) == nil, "\(note)")
        if cut != whole { return }
      }
    }
  }

  /// The first elements that differ, in words.
  private static func difference<Element: Equatable>(_ found: [Element], _ wanted: [Element]) -> String? {
    if found == wanted { return nil }
    let place = zip(found, wanted).enumerated().first { $1.0 != $1.1 }?.offset ?? min(found.count, wanted.count)
    let (one, other) = (found.dropFirst(place).first, wanted.dropFirst(place).first)
    return "\(found.count)/\(wanted.count), at \(place): \(String(describing: one)) for \(String(describing: other))"
  }

  /// Strings with line feeds and braces (escaped, as JSON wants), nested members, gaps, junk, blank lines.
  private func jsonFile(_ random: inout some RandomNumberGenerator) -> String {
    var file = Bool.random(using: &random) ? "\u{feff}" : ""
    for number in 0..<Int.random(in: 1...60, using: &random) {
      let text = ["x", "{}", "\\n{\\\"a\\\":1}", "\u{e9}\u{e9}", "]", "a much longer text, over 12 bytes"]
        .randomElement(using: &random)
      let gap = ["\n", "", " ", "\n\n", "\r\n", "\n{\"b\":\n{\n}}\n"].randomElement(using: &random)
      file += "{\"a\":\(number),\"b\":\"\(text ?? "")\",\"n\":{\"a\":[\n{\"z\":1}\n]},\"c\":\(number).5}" + (gap ?? "")
      if Int.random(in: 0..<9, using: &random) == 0 { file += "junk}\n{\"a\":\"no\"}\n{\"a\":1,\n" }
    }
    return file
  }

  @Test(arguments: 0..<12)
  func jsonIsTheSameHoweverCut(_ round: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let harness = CopyHarness()
    for file in 0..<Int.random(in: 1...4, using: &random) { harness.put("d/\(file)", jsonFile(&random)) }
    harness.put("d/9", "{\"a\":1}")
    try compare(harness, "COPY t FROM 's3://b/d' JSON 'auto' IGNOREALLERRORS", "seed \(seed)")
  }

  /// Quoted line feeds, doubled quotes, faults of each kind.
  private func csvFile(_ random: inout some RandomNumberGenerator) -> String {
    var file = "a,b,c\n"
    for number in 0..<Int.random(in: 1...60, using: &random) {
      let text = ["x", "\"q\n1,\"\"2\"\"\n\"", "", "\"\"", "\\N", "\"\n\n\n\"", "é,oops", "a\"b"].randomElement(
        using: &random)
      file += "\(number),\(text ?? ""),\(number).25" + (Bool.random(using: &random) ? "\n" : "\r\n")
    }
    return file + "7,last,1"
  }

  @Test(arguments: 0..<12)
  func csvIsTheSameHoweverCut(_ round: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let harness = CopyHarness()
    for file in 0..<Int.random(in: 1...4, using: &random) { harness.put("d/\(file)", csvFile(&random)) }
    try compare(harness, "COPY t FROM 's3://b/d' CSV IGNOREHEADER 1 IGNOREALLERRORS", "seed \(seed)")
  }

  @Test(arguments: ["", "ESCAPE"], 0..<6)
  func delimitedTextIsTheSameHoweverCut(_ options: String, _ round: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let harness = CopyHarness()
    for file in 0..<Int.random(in: 1...3, using: &random) {
      var text = ""
      for number in 0..<Int.random(in: 1...80, using: &random) {
        let field = ["x", "a\\\nb", "\\|", "", "\\\\", "\\N"].randomElement(using: &random) ?? ""
        text += "\(number)|\(field)|\(number)" + (Bool.random(using: &random) ? "\n" : "|\n")
      }
      harness.put("d/\(file)", text)
    }
    // A sure row: all of a few random ones may be refused.
    harness.put("d/9", "7|last|1\n")
    try compare(harness, "COPY t FROM 's3://b/d' \(options) IGNOREALLERRORS", "seed \(seed)")
  }

  @Test(arguments: ["REMOVEQUOTES", "REMOVEQUOTES ESCAPE"], 0..<4)
  func quotedTextIsTheSameHoweverCut(_ options: String, _ round: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var text = ""
    for number in 0..<80 {
      let field = ["x", "'a|b'", "\"\\\"|\"", "' ' 'é' ' '", "'open", "\"\""].randomElement(using: &random) ?? ""
      text += "\(number)|\(field)|\(number)" + (Bool.random(using: &random) ? "\n" : "|\r\n")
    }
    let harness = CopyHarness()
    harness.put("d/1", text)
    try compare(harness, "COPY t FROM 's3://b/d' \(options) IGNOREALLERRORS", "seed \(seed)")
  }

  @Test(arguments: ["", "FILLRECORD"], 0..<4)
  func fixedWidthIsTheSameHoweverCut(_ options: String, _ round: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var text = ""
    for number in 10..<90 {
      let rest = ["ab  7", "éé  12.5 ", "", "a", "abcd1.5x", "    "].randomElement(using: &random) ?? ""
      text += "\(number)\(rest)" + (Bool.random(using: &random) ? "\n" : "\r\n")
    }
    let harness = CopyHarness()
    harness.put("d/1", text)
    try compare(
      harness, "COPY t FROM 's3://b/d' FIXEDWIDTH 'a:2,b:4,c:4' \(options) IGNOREALLERRORS", "seed \(seed)")
  }

  @Test func gzipIsTheSameHoweverCut() throws {
    var random = SeededGenerator(seed: 11)
    let harness = CopyHarness()
    for file in 0..<5 { try harness.putGzip("d/\(file).gz", jsonFile(&random)) }
    try compare(harness, "COPY t FROM 's3://b/d' JSON 'auto' GZIP IGNOREALLERRORS", "gzip")
  }

  @Test func theSameErrorMakesCopyFailForAnyNumberOfThreads() throws {
    let harness = CopyHarness()
    for file in 0..<40 { harness.put("d/\(100 + file)", "{\"a\":\(file)}\n{\"a\":\"bad \(file)\"}\n{\"a\":1}") }
    harness.shrink(chunk: 20, window: 32)
    for limit in [0, 1, 5, 39] {
      for threads in [1, 2, 4] {
        harness.threads = threads
        let failure = #expect(throws: CopyFailure.self) {
          try harness.copy("COPY t FROM 's3://b/d' JSON 'auto' MAXERROR \(limit)", Self.table)
        }
        #expect(failure?.errors.map(\.rawField) == (0..<max(1, limit)).map { "bad \($0)" })
        #expect(failure?.errors.allSatisfy { $0.lineNumber == 2 } == true)
      }
    }
    #expect(try harness.copy("COPY t FROM 's3://b/d' JSON 'auto' MAXERROR 41", Self.table).loadedRows == 80)
  }

  @Test func tinyFilesBecomeFewBatches() throws {
    let harness = CopyHarness()
    for file in 0..<700 { harness.put("d/\(1000 + file)", "{\"a\":\(file)}") }
    let result = try harness.copy("COPY t FROM 's3://b/d' JSON 'auto'", Self.table)
    #expect(result.batches.count == 1)
    #expect(result.rows.map(\.[0]) == (0..<700).map { Value.int(Int64($0)) })
    #expect(result.commits.count == 700)
  }
}
