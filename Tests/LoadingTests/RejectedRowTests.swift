import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// What is shown of refused rows, against the obvious way to make it, and what they cost.
@Suite(.serialized) struct RejectedRowTests {
  private static let table = TableDefinition(("a", .varchar(4000)), ("b", .integer))

  enum Reading: CaseIterable { case whole, chunks, gzip }

  /// Files of records, some refused, and what is shown of these.
  private struct Files {
    let options: String
    private(set) var texts: [String] = []
    private(set) var wanted: [LoadError] = []
    private(set) var loaded = 0
    /// Of a thousand records, those that may be long, have line feeds, or others than one behind them.
    private let unusual: Int

    private var isJSON: Bool { options.hasPrefix("JSON") }

    /// `refused`: of a hundred rows.
    init(_ options: String, rows: [Int], refused: Int, unusual: Int, header: Bool, seed: UInt64) {
      (self.options, self.unusual) = (options, unusual)
      var random = SeededGenerator(seed: seed)
      for (file, rows) in rows.enumerated() {
        var (text, line) = (header ? "a|b\n" : "", header ? 2 : 1)
        for _ in 0..<rows {
          let isRefused = Int.random(in: 0..<100, using: &random) < refused
          let isUnusual = Int.random(in: 0..<1000, using: &random) < unusual
          let record = record(isRefused, isUnusual, &random)
          let lines = record.text.utf8.count { $0 == 0x0a }
          if isRefused {
            wanted.append(error(record, file: file, line: isJSON ? line + lines : line))
          } else {
            loaded += 1
          }
          let end = (isUnusual && isJSON ? Self.ends[...] : Self.ends[..<2]).randomElement(using: &random) ?? ""
          text += record.text + end
          line += lines + end.utf8.count { $0 == 0x0a }
        }
        texts.append(text)
      }
    }

    /// Between records; only JSON's take those behind the first two.
    private static let ends = ["\n", "\r\n", "", "\n\n", " "]

    private struct Record {
      var text = ""
      var field = ""
      var position = 0
      var reason = ""
    }

    private func record(_ isRefused: Bool, _ isUnusual: Bool, _ random: inout SeededGenerator) -> Record {
      let before = word((isUnusual ? [500, 1100, 0, 3] : [0, 3, 40]).randomElement(using: &random) ?? 0, &random)
      let (digits, bad) = (Int.random(in: 0...3, using: &random), ["x", ":", "%"].randomElement(using: &random) ?? "")
      let tail =
        isRefused ? bad + word((isUnusual ? [1200, 0] : [0, 5]).randomElement(using: &random) ?? 0, &random) : "7"
      let feed = isUnusual && Bool.random(using: &random) ? "\n" : ""
      var record = Record(field: String(repeating: "7", count: digits) + tail)
      record.reason = "Invalid digit, Value '\(bad)', Pos \(digits), Type: Integer"
      let start = options.hasPrefix("CSV") ? "\"\(before)\(feed)\"|" : "\(before)|"
      record.text = isJSON ? "{\"a\": \"\(before)\",\(feed) \"b\": \"\(record.field)\"}" : start + record.field
      record.position = isJSON ? 0 : start.utf8.count
      return record
    }

    private func error(_ record: Record, file: Int, line: Int) -> LoadError {
      var error = LoadError(fileName: "s3://b/f\(file)", lineNumber: line, code: 1207, reason: record.reason)
      error.rawLine = shown(record.text, doublingBackslashes: isJSON)
      error.rawField = shown(record.field)
      (error.columnName, error.columnType, error.columnLength) = ("b", "int4", "0")
      error.position = record.position
      return error
    }
  }

  /// Rows that load stand between those that do not; lines and fields are longer and shorter than what is kept of them,
  /// and records of CSV and JSON have line feeds.
  @Test(arguments: ["DELIMITER '|'", "CSV DELIMITER '|'", "JSON 'auto'"], Reading.allCases)
  func showWhatTheFilesHold(_ options: String, _ reading: Reading) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for (refused, unusual, rows) in [
      (1, 1000, [900, 4, 300]), (50, 1000, [1, 1500, 900]), (100, 1000, [70, 2100]), (1, 1, [1500, 4, 300]),
      (60, 1, [1, 1500, 1900]), (100, 1, [70, 2900]), (99, 0, [2000, 600]),
    ] {
      let header = !options.hasPrefix("JSON") && Bool.random(using: &random)
      let files = Files(options, rows: rows, refused: refused, unusual: unusual, header: header, seed: random.next())
      let harness = CopyHarness()
      for (number, text) in files.texts.enumerated() {
        if reading == .gzip { try harness.putGzip("f\(number)", text) } else { harness.put("f\(number)", text) }
      }
      harness.threads = reading == .whole ? 1 : 3
      if reading != .whole { harness.shrink(chunk: 5000, window: 3000) }
      let more = (reading == .gzip ? " GZIP" : "") + (header ? " IGNOREHEADER 1" : "")
      let found = try harness.copy("COPY t FROM 's3://b/f' \(options)\(more) IGNOREALLERRORS", Self.table)
      try check(found, files, "seed \(seed)", &random)
    }
  }

  private func check(_ found: CopyResult, _ files: Files, _ seed: Comment, _ random: inout SeededGenerator) throws {
    try #require(found.errors.count == files.wanted.count && found.loadedRows == files.loaded, seed)
    for (error, wanted) in zip(found.errors, files.wanted) {
      var error = error
      (error.fields, error.advice, error.query, error.table) = ([], nil, wanted.query, wanted.table)
      error.userID = wanted.userID
      #expect(error == wanted, seed)
    }
    let start = Int.random(in: 0...found.errors.count, using: &random)
    let some = found.errors[start..<Int.random(in: start...found.errors.count, using: &random)]
    #expect(LoadAdvice.reasons(some).map(\.count) == (some.isEmpty ? [] : [some.count]), seed)
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

  /// VARBYTE is not in every layout.
  private static func kinds(_ options: String) -> TableDefinition {
    let isPlain = !options.hasPrefix("FIXED") && !options.hasSuffix("REMOVEQUOTES")
    return TableDefinition(
      ("a", .integer), ("b", .varchar(6)), ("c", .decimal(precision: 6, scale: 2)), ("d", .date), ("e", .boolean),
      ("f", .char(3)), ("g", isPlain ? .varbyte(2) : .varchar(4)), ("h", .double), ("i", .bigint))
  }

  /// Values of each column, the first of them a good one.
  private static let values = [
    ["7", "12x", "99999999999", " x", "-", "123456789012345678901x"], ["abc", "abcdefg", "ééééé"],
    ["1.25", "1.2x", "99999", "x"], ["2020-01-31", "2020-02-30", "2020"], ["t", "maybe"], ["abc", "abcd", "aé"],
    ["0a1b", "0a1", "0g", "0a1b2c"], ["1.5", "1.5.", "1e999"], ["8", "8:", "80%", "800000000000000000000"],
  ]

  /// Records with up to `faults` values that are none; `short`: of a thousand those that lack fields.
  private static func records(_ options: String, faults: Int, short: Int, _ random: inout SeededGenerator) -> [String] {
    (0..<Int.random(in: 200...1700, using: &random)).map { _ in
      var fields = values.map { $0[0] }
      for _ in 0..<faults {
        let column = fields.indices.randomElement(using: &random) ?? 0
        fields[column] = values[column].randomElement(using: &random) ?? ""
      }
      return record(fields.prefix(Int.random(in: 0..<1000, using: &random) < short ? 4 : 9), options)
    }
  }

  private static func record(_ fields: ArraySlice<String>, _ options: String) -> String {
    if options.hasPrefix("JSON") {
      return "{" + zip("abcdefghi", fields).map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",") + "}\n"
    }
    guard options.hasPrefix("FIXED") else { return fields.joined(separator: "|") + "\n" }
    return fields.map { $0 + String(repeating: " ", count: 22 - $0.utf8.count) }.joined() + "\n"
  }

  /// Rows that are taken over with their batch are shown as those that come one by one, between others that load.
  @Test(arguments: [
    "CSV DELIMITER '|'", "DELIMITER '|'", "DELIMITER '|' REMOVEQUOTES", "DELIMITER '|' FILLRECORD", "JSON 'auto'",
    "FIXEDWIDTH 'a:22,b:22,c:22,d:22,e:22,f:22,g:22,h:22,i:22'",
  ]) func areTheSameInAnyCompany(_ options: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for (faults, short) in [(1, 25), (3, 0), (12, 0), (30, 1)] {
      let records = Self.records(options, faults: faults, short: short, &random)
      let (harness, copy) = (CopyHarness(), "COPY t FROM 's3://b/f' \(options) IGNOREALLERRORS")
      harness.put("f", records.joined())
      let found = try harness.copy(copy, Self.kinds(options))
      let good = String(repeating: Self.record(Self.values.map { $0[0] }[...], options), count: 3)
      harness.put("f", records.map { good + $0 }.joined())
      let wanted = try harness.copy(copy, Self.kinds(options))
      try #require(found.errors.count == wanted.errors.count && !found.errors.isEmpty, "seed \(seed)")
      for (error, other) in zip(found.errors, wanted.errors) {
        var (error, other) = (error, other)
        error.lineNumber *= 4
        (error.fields, error.advice, other.fields, other.advice) = ([], nil, [], nil)
        #expect(error == other, "seed \(seed)")
      }
      #expect(LoadAdvice.reasons(found.errors).map(\.reason) == LoadAdvice.reasons(wanted.errors).map(\.reason))
    }
  }

  /// As many line feeds as records are no proof that each stands in a line of its own.
  @Test func areFoundInTheirLines() throws {
    let harness = CopyHarness()
    let records = ["{\"b\":\"x\"}", "{\"b\":\"y\"}\n\n", "{\"b\":\"z\"}\n"]
    harness.put("f", String(repeating: records.joined(), count: 30))
    let errors = try harness.copy("COPY t FROM 's3://b/f' JSON 'auto' IGNOREALLERRORS", Self.table).errors
    let lines: [Int] = (0..<30).flatMap { turn in [1, 1, 3].map { line in 3 * turn + line } }
    #expect(errors.map(\.lineNumber) == lines)
  }

  /// Batches of refused rows are forgotten: their NULLs and texts are not those of the rows that follow.
  @Test func leaveNothingBehind() throws {
    let harness = CopyHarness()
    harness.put(
      "f", (0..<1200).map { "\\N,\\N,x\($0)\n" }.joined() + String(repeating: "7,seven,7\n", count: 700))
    let table = TableDefinition(("a", .integer), ("b", .varchar(10)), ("c", .integer))
    let found = try harness.copy("COPY t FROM 's3://b/f' CSV IGNOREALLERRORS", table)
    #expect(found.errors.count == 1200 && found.rows.count == 700)
    #expect(found.rows.allSatisfy { $0 == [.int(7), .string("seven"), .int(7)] })
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
        var counts: [Int] = []
        let time = try ThreadClock.measure {
          let result = try harness.copy("COPY t FROM 's3://b/f' \(layout) MAXERROR 100000 \(more)", Self.table)
          counts = LoadAdvice.reasons(result.errors).map(\.count)
        }
        // Not while it is measured: what an expectation is about, it looks at whole.
        #expect(counts == (refused ? [rows] : []))
        return time
      }
      return (times.min() ?? .zero) / .microseconds(1)
    }
    let (few, many) = (9_000, 90_000)
    let loaded = (few: try time(rows: few, refused: false), many: try time(rows: many, refused: false))
    let refused = (few: try time(rows: few, refused: true), many: try time(rows: many, refused: true))
    let rows = Double(many - few)
    let (loadedRow, refusedRow) = ((loaded.many - loaded.few) / rows, (refused.many - refused.few) / rows)
    print("\(layout) \(more): loaded \(loadedRow) µs a row, refused \(refusedRow); \(loaded), \(refused)")
    // A dry run makes no columns of loaded rows, but keeps the refused ones.
    let limit = more.isEmpty ? 1.8 : 2.2
    #expect(refusedRow < loadedRow * limit, "\(refusedRow) µs a row, \(loadedRow) where it is loaded")
    #expect(refused.few < loaded.few + 10_000, "\(refused.few) µs for \(few) rows, \(loaded.few) where they are loaded")
  }
}

/// As the system tables show bytes: each beyond ASCII is a point.
private func shown(_ text: String, doublingBackslashes: Bool = false) -> String {
  let bytes = text.utf8.flatMap { byte -> [UInt8] in
    if byte >= 0x80 { return [UInt8(ascii: ".")] }
    return byte == UInt8(ascii: "\\") && doublingBackslashes ? [byte, byte] : [byte]
  }
  return String(decoding: bytes.prefix(1024), as: UTF8.self)
}

private func word(_ count: Int, _ random: inout SeededGenerator) -> String {
  (0..<count).map { _ in ["a", "Z", "é", "日", "\\\\", "7", " "].randomElement(using: &random) ?? "" }.joined()
}
