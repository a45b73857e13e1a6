import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// Options that change which fields there are, or what a bad one becomes: 20,000 random rows each, against what the
/// option's sentence in copy.md part 3 says; from a seed that a failure prints.
@Suite struct OptionReferenceTests {
  private static let rows = 20_000
  private static let words = ["", "a", "ab c", "\u{e9}t\u{e9}", "\u{4e2d}\u{6587}", "x\u{1F600}", "0", "tail "]

  private func check(_ found: [[Value]], _ expected: [[Value]], _ lines: [String], _ seed: UInt64) {
    #expect(found.count == expected.count, "seed \(seed)")
    for (place, (one, other)) in zip(found, expected).enumerated() where one != other {
      Issue.record("\(lines[place]) gave \(one) for \(other), seed \(seed)")
    }
  }

  @Test func acceptAnyDateLoadsBadDatesAsNull() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let before = (1970..<2100).reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 % 4 == 0 ? 366 : 365)) }
    let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var lines: [String] = []
    var expected: [[Value]] = []
    for _ in 0..<Self.rows {
      let (year, month) = (Int.random(in: 1970...2099, using: &random), Int.random(in: 0...13, using: &random))
      let day = Int.random(in: 0...32, using: &random)
      let text = [year, month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
      lines.append(text)
      let isLeap = year % 4 == 0
      let length = (1...12).contains(month) ? days[month - 1] + (month == 2 && isLeap ? 1 : 0) : 0
      guard (1...max(1, length)).contains(day), length > 0 else {
        expected.append([.null])
        continue
      }
      let earlier = days[..<(month - 1)].reduce(0, +) + (month > 2 && isLeap ? 1 : 0)
      expected.append([.int(Int64(before[year - 1970] + earlier + day - 1))])
    }
    let found = try CopyHarness().rows(
      lines.joined(separator: "\n"), TableDefinition(("a", .date)), "CSV ACCEPTANYDATE")
    check(found, expected, lines, seed)
  }

  @Test(arguments: [false, true]) func fillRecordFillsWhatIsMissing(_ emptyAsNull: Bool) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let table = TableDefinition(
      ("k", .integer), ("a", .varchar(20)), ("n", .bigint), ("c", .char(3)), ("b", .varchar(20)))
    var lines: [String] = []
    var expected: [[Value]] = []
    let empty: Value = emptyAsNull ? .null : .string("")
    for row in 0..<Self.rows {
      let word = Self.words.randomElement(using: &random) ?? ""
      let fields = ["\(row)", word, "\(row * 7)", "xyz", word]
      let given = Int.random(in: 1...5, using: &random)
      lines.append(fields[..<given].joined(separator: "|"))
      let text: Value = word.isEmpty ? empty : .string(word)
      let full: [Value] = [.int(Int64(row)), text, .int(Int64(row * 7)), .string("xyz"), text]
      let missing: [Value] = [.null, empty, .null, .null, empty]
      expected.append((0..<5).map { $0 < given ? full[$0] : missing[$0] })
    }
    let found = try CopyHarness().rows(
      lines.joined(separator: "\n"), table, "FILLRECORD" + (emptyAsNull ? " EMPTYASNULL" : ""))
    check(found, expected, lines, seed)
  }

  @Test func fixedWidthCountsCharacters() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let table = TableDefinition(("k", .integer), ("a", .varchar(40)), ("b", .varchar(40)))
    var lines: [String] = []
    var expected: [[Value]] = []
    for row in 0..<Self.rows {
      let fields = (0..<2).map { _ in
        (Self.words.randomElement(using: &random) ?? "") + (Self.words.randomElement(using: &random) ?? "")
      }
      let padded = zip(["\(row)"] + fields, [6, 10, 10]).map { text, width in
        text + String(repeating: " ", count: width - text.unicodeScalars.count)
      }
      lines.append(padded.joined())
      let kept = fields.map { field in String(String(field.reversed().drop { $0 == " " }.reversed())) }
      expected.append([.int(Int64(row)), .string(kept[0]), .string(kept[1])])
    }
    let found = try CopyHarness().rows(lines.joined(separator: "\n"), table, "FIXEDWIDTH 'k:6,a:10,b:10'")
    check(found, expected, lines, seed)
  }

  @Test func explicitIDsAndHeadersOfEachFile() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let ids = (0..<Self.rows).map { _ in Int64.random(in: -1_000_000...1_000_000, using: &random) }
    let harness = CopyHarness()
    var expected: [[Value]] = []
    for (file, start) in stride(from: 0, to: ids.count, by: 5000).enumerated() {
      let part = ids[start..<start + 5000]
      harness.put("many/\(file)", "id,w\nsecond,line\n" + part.map { "\($0),w\($0)" }.joined(separator: "\n"))
      expected += part.map { [.int($0), .string("w\($0)")] }
    }
    var table = TableDefinition(("id", .bigint), ("w", .varchar(20)))
    table.columns[0].identity = Identity(seed: 1, step: 1, isByDefault: false)
    let found = try harness.copy("COPY t FROM 's3://b/many/' CSV EXPLICIT_IDS IGNOREHEADER 2", table).rows
    check(found, expected, ids.map(String.init), seed)
  }
}
