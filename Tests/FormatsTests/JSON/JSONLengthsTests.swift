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
  ]

  @Test(arguments: 0..<UInt64(LongRun.count(12, long: 600)))
  func `values of another length, or of another kind, are found as they are`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let columns = (0..<Int.random(in: 1...6, using: &random)).map { _ in Self.members.randomElement(using: &random)! }
    var text = ""
    for row in 0..<560 {
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
