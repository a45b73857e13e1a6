import Formats
import TestSupport
import Testing

/// The mapper against `JSONReference` where a file's values have long been of one length each. A failure prints its
/// seed.
@Suite struct JSONLengthsTests {
  /// What a member's values look like, and what may stand in their place: of the same length, nearly so, or nothing
  /// JSON has.
  private struct Member {
    var usual: [String]
    var odd: [String]
  }

  private static let members = [
    Member(
      usual: ["\"PUT\"", "\"GET\""],
      odd: [
        "\"P\\\"T\"", "\"P\"T\"", "\"P\\T\"", "\"P\\\\T\"", "\"P\u{1}T\"", "\"é1\"", "\"éT\"", "\"PU\"", "\"PUTT\"",
        "\"\"", "\"PUT", "PUT\"", "200", "20", "null", "true", "[1]", "{}", "\"\\u0050\"", "\"PUT\",", "\"PUT\" ",
      ]),
    Member(
      usual: ["200", "404"],
      odd: [
        "020", "000", "0", "20", "2000", "20e", "2e5", "20.", "2.5", "-20", "2 0", "20-", ".20", "200e", "200e1",
        "200.5", "200 ", "200]", "\"20\"", "\"200\"", "\"2\"0", "null",
      ]),
    Member(
      usual: ["204.07879", "311.50000"],
      odd: [
        "204507879", "204e07879", "204.07e79", "204+07879", "204,07879", "20.407879", "004.07879", "204.0787",
        "204.078790", "204.07879e", "204.07879e1", "204..7879", "204.", "\"204\"07879\"", "\"204.07879\"",
        "\"204\\07879\"", "-04.07879",
      ]),
    Member(usual: ["1.5e3", "2.5e4"], odd: ["1.5+3", "1.5x3", "1.523", "1.5.3", "1e533", "15e33", "1.5E3"]),
    Member(
      usual: ["\"0123456789012345678901234567890\"", "\"abcdefghijklmnopqrstuvwxyzabcde\""],
      odd: [
        "\"01234567890123456789012345678901\"", "\"012345678901234567890123456789\"",
        "\"0123456789012345678901234567\\\"0\"", "\"012345678901234567890123456789é\"",
        "\"0123456789\"12345678901234567890\"",
      ]),
    Member(
      usual: ["123456789012345", "987654321012345"], odd: ["1234567890123456", "12345678901234", "12345678901234.5"]),
    Member(usual: longStrings.map { "\"\($0)\"" }, odd: longStrings.flatMap(changed)),
  ]

  /// As long as user agents are, some of them alike for long.
  private static let longStrings = [
    #"\"Mozilla\/5.0 (Windows NT 6.1; WOW64) AppleWebKit\/537.36 (KHTML, like Gecko) Chrome\/36.0.1985.143\""#,
    #"\"Mozilla\/5.0 (Windows NT 6.1; WOW64) AppleWebKit\/537.36 (KHTML, like Gecko) Chrome\/36.0.1985.125\""#,
    #"\"Mozilla\/5.0 (Windows NT 6.1; WOW64) AppleWebKit\/537.36 (KHTML, like Gecko) Chrome\/36.0.1985.143 \""#,
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:31.0) Gecko/20100101 Firefox/31.0",
    String(repeating: "0123456789abcdef", count: 4), String(repeating: "0123456789abcde", count: 16) + "é",
    String(repeating: "é", count: 119), "Caf\\u00e9 " + String(repeating: "of sixty letters ", count: 4),
  ]

  /// The string with other bytes, or another end, where something may go wrong.
  private static func changed(_ string: String) -> [String] {
    let characters = Array(string)
    return [0, 15, 16, 31, 47, 48, 63, 64, 70, characters.count - 2, characters.count - 1].flatMap { index in
      ["x", "\"", "\\", "\u{1}", "é", ""].map { piece in
        var changed = characters.map(String.init)
        if changed.indices.contains(index) { changed[index] = piece }
        return "\"\(changed.joined())\""
      }
    } + ["\"\(string)x\"", "\"\(string)", "\"\(string)\"x"]
  }

  /// A string that came before is cut by the end of the window, or of the record's bytes.
  @Test func `a known string ends with the window`() {
    let line = "{\"a\":\"\(Self.longStrings[0])\",\"b\":1}\n"
    let bytes = Array(String(repeating: line, count: 520).utf8)
    let mapping = JSONMapping.keys(["a", "b"])
    for cut in stride(from: 0, to: 260, by: 3) {
      var mapper = JSONRecordMapper(mapping)
      let window = Array(bytes.dropLast(cut))
      let found = mapper.findings(window, hidden: Array(bytes.suffix(cut)))
      #expect(found == Findings(JSONReference(window, mapping)), "cut by \(cut)")
    }
  }

  @Test(arguments: 0..<UInt64(LongRun.count(12, long: 600)))
  func `values of another length, or of another kind, are found as they are`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let columns = (0..<Int.random(in: 1...6, using: &random)).map { _ in Self.members.randomElement(using: &random)! }
    var text = ""
    for row in 0..<800 {
      // Where lengths are looked at there is nothing odd, so that they are expected of what follows.
      let mayBeOdd = row % 256 < 220 && row > 255
      let values = columns.map { column in
        let isOdd = mayBeOdd && Int.random(in: 0..<12, using: &random) == 0
        return (isOdd ? column.odd : column.usual).randomElement(using: &random)!
      }
      let members = values.enumerated().map { "\"\("abcdef".map(String.init)[$0])\":\($1)" }
      text += "{\(members.joined(separator: ","))}\n"
    }
    let mapping = JSONMapping.keys("abcdef".prefix(columns.count).map(String.init))
    var mapper = JSONRecordMapper(mapping)
    let bytes = Array(text.utf8)
    let (found, expected) = (mapper.findings(bytes), Findings(JSONReference(bytes, mapping)))
    #expect(found == expected, "seed \(seed)")
  }
}
