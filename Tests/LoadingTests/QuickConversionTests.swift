import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// A field whose text is its bytes is read once, by the short cut of its type, whether it is a value or none; the same
/// text with an escape in it goes the general way.
@Suite struct QuickConversionTests {
  private static let types: [DataType] = [
    .smallint, .integer, .bigint, .decimal(precision: 6, scale: 2), .decimal(precision: 38, scale: 3), .real, .double,
    .boolean, .date, .timestamp, .timestamptz, .time, .timetz, .intervalDayToSecond(precision: 6),
  ]

  private static let pieces = [
    "", "7", "0", "32767", "32768", "2147483648", "9223372036854775808", "-", "+", ".", ".5", "1e", "12345678", " ",
    "x", "t", "true", "2020-01-31", "2020-02-30", " 12:34:56", "24:00:01", "+02", "1 day", ",", ":",
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// Values by row, the reason where it is refused.
  private static func outcome(_ lines: [String], _ options: String, _ type: DataType) throws -> [String] {
    let table = TableDefinition(("n", .integer), ("v", type))
    let harness = CopyHarness()
    harness.put("f", lines.joined())
    let found = try harness.copy("COPY t FROM 's3://b/f' \(options) IGNOREALLERRORS", table)
    var outcome = [String](repeating: "", count: lines.count)
    for error in found.errors { outcome[error.lineNumber - 1] = "\(error.code) \(error.reason)" }
    for row in found.rows { if case .int(let number) = row[0] { outcome[Int(number)] = "\(row[1])" } }
    return outcome
  }

  @Test(arguments: types) func isTheGeneralOne(_ type: DataType) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let texts = (0..<1500).map { _ in Self.text(&random) }.filter { !$0.isEmpty }
    let general = texts.enumerated().map { number, text in
      let escaped = String(text.utf8.first ?? 0, radix: 16)
      return "{\"n\":\(number),\"v\":\"\\u00\(escaped)\(text.dropFirst())\"}\n"
    }
    let quick = texts.enumerated().map { "{\"n\":\($0),\"v\":\"\($1)\"}\n" }
    let quoted = texts.enumerated().map { "\($0),\"\($1)\"\n" }
    let bare = texts.enumerated().map { "\($0)|\($1)\n" }
    let wanted = try Self.outcome(general, "JSON 'auto'", type)
    for (lines, options) in [(quick, "JSON 'auto'"), (quoted, "CSV"), (bare, "DELIMITER '|'")] {
      let found = try Self.outcome(lines, options, type)
      for (number, text) in texts.enumerated() {
        #expect(found[number] == wanted[number], "'\(text)' in \(options), seed \(seed)")
      }
    }
  }

  /// Texts around a column's length, with blanks at their ends, under the options that look at either.
  @Test(
    arguments: ["", "TRIMBLANKS", "EMPTYASNULL", "BLANKSASNULL", "TRUNCATECOLUMNS", "NULL AS 'abcdef'"],
    [DataType.char(3), .varchar(3)])
  func isTheGeneralOneOfTexts(_ clause: String, _ type: DataType) throws {
    let texts = [
      "abc", "abcd", "abc ", "abcd ", "abcd  x", "    ", "a   ", " abc", " ab", "ab\u{e9}", "abc\u{e9}", "abcdef",
    ]
    let general = texts.enumerated().map { number, text in
      "{\"n\":\(number),\"v\":\"\\u00\(String(text.utf8.first ?? 0, radix: 16))\(text.dropFirst())\"}\n"
    }
    let quick = texts.enumerated().map { "{\"n\":\($0),\"v\":\"\($1)\"}\n" }
    let quoted = texts.enumerated().map { "\($0),\"\($1)\"\n" }
    let bare = texts.enumerated().map { "\($0)|\($1)\n" }
    // JSON knows no text for NULL.
    let json = clause.hasPrefix("NULL") ? "JSON 'auto'" : "JSON 'auto' \(clause)"
    let wanted = try Self.outcome(general, json, type)
    #expect(try Self.outcome(quick, json, type) == wanted)
    #expect(try Self.outcome(quoted, "CSV \(clause)", type) == wanted)
    let ofText = try Self.outcome(bare, "DELIMITER '|' \(clause)", type)
    // Only a field that stands without quotes can be the text that is NULL.
    #expect(ofText.dropLast() == wanted.dropLast())
    #expect(clause.hasPrefix("NULL") == (ofText.last == "null"), "\(ofText)")
  }

  /// Numbers of JSON, without quotes and with them: those of 17 digits and more are no double's text.
  @Test(arguments: [DataType.smallint, .integer, .bigint, .double, .real])
  func isTheSameUnquoted(_ type: DataType) throws {
    var random = SeededGenerator()
    let texts = (0..<1500).map { _ in
      let whole = random.pick(["0", "\(random.int(1...9))\(random.digits(0...14))", "32767", "32768", "2147483648"])
      let fraction = random.pick(["", ".0", ".\(random.digits(1...9))"])
      return random.pick(["", "", "-"]) + whole + (type.isInteger ? "" : fraction)
    }
    let quoted = texts.enumerated().map { "{\"n\":\($0),\"v\":\"\($1)\"}\n" }
    let bare = texts.enumerated().map { "{\"n\":\($0),\"v\":\($1)}\n" }
    let (wanted, found) = (try Self.outcome(quoted, "JSON 'auto'", type), try Self.outcome(bare, "JSON 'auto'", type))
    for (number, text) in texts.enumerated() {
      #expect(found[number] == wanted[number], "\(text), seed \(random.seed)")
    }
  }

  /// What stands for NULL does so where it looks like a value.
  @Test(arguments: [DataType.integer, .double, .decimal(precision: 6, scale: 2)])
  func isNoNull(_ type: DataType) throws {
    let lines = ["0|7\n", "1|77\n", "2|\n", "3|7\n"]
    let wanted = ["null", "77", "null", "null"]
    let found = try Self.outcome(lines, "DELIMITER '|' NULL AS '7'", type)
    for (row, text) in wanted.enumerated() { #expect(found[row].contains(text), "row \(row): \(found[row])") }
  }
}
