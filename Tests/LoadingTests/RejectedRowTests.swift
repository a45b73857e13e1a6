import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// What is shown of refused rows, against the obvious way to make it, and what they cost.
@Suite(.serialized) struct RejectedRowTests {
  private static let table = TableDefinition(("a", .varchar(4000)), ("b", .integer))

  /// As the system tables show bytes: each beyond ASCII is a point.
  private static func shown(_ text: String, doublingBackslashes: Bool = false) -> String {
    let bytes = text.utf8.flatMap { byte -> [UInt8] in
      if byte >= 0x80 { return [UInt8(ascii: ".")] }
      return byte == UInt8(ascii: "\\") && doublingBackslashes ? [byte, byte] : [byte]
    }
    return String(decoding: bytes.prefix(1024), as: UTF8.self)
  }

  private static func word(_ count: Int, _ random: inout SeededGenerator) -> String {
    (0..<count).map { _ in ["a", "Z", "é", "日", "\\\\", "7", " "].randomElement(using: &random) ?? "" }.joined()
  }

  /// Rows that load stand between those that do not; lines and fields are longer and shorter than what is kept of them.
  @Test(arguments: ["DELIMITER '|'", "CSV DELIMITER '|'", "JSON 'auto'"], [1, 3])
  func showWhatTheFileHolds(_ options: String, threads: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let isJSON = options.hasPrefix("JSON")
    var (file, lines, wanted): (String, Int, [LoadError]) = ("", 0, [])
    for _ in 0..<2500 {
      lines += 1
      let before = Self.word([0, 3, 40, 500, 1100].randomElement(using: &random) ?? 0, &random)
      let isRefused = Bool.random(using: &random)
      let (digits, bad) = (Int.random(in: 0...3, using: &random), ["x", ":", "%"].randomElement(using: &random) ?? "")
      let tail = isRefused ? bad + Self.word([0, 5, 1200].randomElement(using: &random) ?? 0, &random) : "7"
      let field = String(repeating: "7", count: digits) + tail
      let line = isJSON ? "{\"a\": \"\(before)\", \"b\": \"\(field)\"}" : "\(before)|\(field)"
      file += line + ["\n", "\r\n"][Int.random(in: 0...1, using: &random)]
      guard isRefused else { continue }
      var error = LoadError(
        fileName: "s3://b/f", lineNumber: lines, code: 1207,
        reason: "Invalid digit, Value '\(bad)', Pos \(digits), Type: Integer")
      error.rawLine = Self.shown(line, doublingBackslashes: isJSON)
      error.rawField = Self.shown(field)
      (error.columnName, error.columnType, error.columnLength) = ("b", "int4", "0")
      error.position = isJSON ? 0 : before.utf8.count + 1
      wanted.append(error)
    }
    let harness = CopyHarness()
    harness.threads = threads
    harness.put("f", file)
    if threads > 1 { harness.shrink(chunk: 5000, window: 3000) }
    let found = try harness.copy("COPY t FROM 's3://b/f' \(options) IGNOREALLERRORS", Self.table)
    #expect(found.errors.count == wanted.count && found.loadedRows == 2500 - wanted.count, "seed \(seed)")
    for (error, wanted) in zip(found.errors, wanted) {
      var error = error
      (error.fields, error.advice, error.query, error.table) = ([], nil, wanted.query, wanted.table)
      error.userID = wanted.userID
      #expect(error == wanted, "seed \(seed)")
    }
    let start = Int.random(in: 0...found.errors.count, using: &random)
    let some = found.errors[start..<Int.random(in: start...found.errors.count, using: &random)]
    #expect(LoadAdvice.reasons(some).map(\.count) == (some.isEmpty ? [] : [some.count]), "seed \(seed)")
  }

  /// Each kind is counted once, whatever its values are, and a part of the rows is counted for itself.
  @Test func areCountedByKind() throws {
    let harness = CopyHarness()
    harness.put("f", "a|x\na|12y\na|99999999999\nb\na|z1\na|8\na|y\n")
    let errors = try harness.copy("COPY t FROM 's3://b/f' IGNOREALLERRORS", Self.table).errors
    let reasons = LoadAdvice.reasons(errors)
    #expect(reasons.map(\.count) == [4, 1, 1])
    #expect(reasons.map(\.reason).first == "1207 Invalid digit (column \"b\")")
    #expect(LoadAdvice.reasons(errors[2..<4]).map(\.count) == [1, 1])
    #expect(LoadAdvice.reasons(errors[..<2]).map(\.count) == [2])
  }

  private static let layouts = ["CSV", "DELIMITER ','", "JSON 'auto'", "FIXEDWIDTH 'a:9,b:9'"]

  private static func file(_ layout: String, rows: Int, end: String) -> String {
    (0..<rows).map { row in
      let number = 1_000_000 + row
      if layout.hasPrefix("JSON") { return "{\"a\":\"abc\(number)\",\"b\":\"\(number)\(end)\"}\n" }
      if layout.hasPrefix("FIXED") { return "ab\(number)\(number)\(end)\n" }
      return "abc\(number),\(number)\(end)\n"
    }.joined()
  }

  /// In a release build: a refused row, of which no text is made before it is read, costs about what a loaded one does,
  /// with its share of what a client is shown; and what a COPY with refused rows costs once is little.
  @Test(.enabled(if: LongRun.isWanted), arguments: layouts, ["", "NOLOAD"])
  func costNoMoreThanLoadedOnes(_ layout: String, _ more: String) throws {
    let harness = CopyHarness()
    /// Processor time of a COPY in microseconds, the best of some.
    func time(rows: Int, refused: Bool) throws -> Double {
      harness.put("f", Self.file(layout, rows: rows, end: refused ? "x" : ""))
      let times = try (0..<7).map { _ in
        try ThreadClock.measure {
          let result = try harness.copy("COPY t FROM 's3://b/f' \(layout) MAXERROR 100000 \(more)", Self.table)
          #expect(LoadAdvice.reasons(result.errors).map(\.count) == (refused ? [rows] : []))
        }
      }
      return (times.min() ?? .zero) / .microseconds(1)
    }
    let (few, many) = (9_000, 90_000)
    let loaded = (few: try time(rows: few, refused: false), many: try time(rows: many, refused: false))
    let refused = (few: try time(rows: few, refused: true), many: try time(rows: many, refused: true))
    let rows = Double(many - few)
    let (loadedRow, refusedRow) = ((loaded.many - loaded.few) / rows, (refused.many - refused.few) / rows)
    print("\(layout) \(more): loaded \(loadedRow) µs a row, refused \(refusedRow); \(loaded), \(refused)")
    #expect(refusedRow < loadedRow * 3, "\(refusedRow) µs a row, \(loadedRow) where it is loaded")
    #expect(refused.few < loaded.few + 25_000, "\(refused.few) µs for \(few) rows, \(loaded.few) where they are loaded")
  }
}
