import Formats
import TestSupport
import Testing

/// REMOVEQUOTES in the mapper of delimited lines.
@Suite struct RemoveQuotesTests {
  private static func options(escapes: Bool = false) -> DelimitedOptions {
    var options = DelimitedOptions()
    options.removesQuotes = true
    options.escapes = escapes
    return options
  }

  @Test(
    arguments: [
      ("\"a ( | ) b\"|1\n", [.record(["a ( | ) b", "1"])]), ("'Black'|\"White\"\n", [.record(["Black", "White"])]),
      ("Blue'|1\n", [.record(["Blue'", "1"])]), ("'Blue|1\n", [.failure(code: 1214, offset: 7)]),
      ("\"Blue|1\r\n", [.failure(code: 1214, offset: 7)]), ("' ' 'Black' ' '|1\n", [.record([" ' 'Black' ' ", "1"])]),
      ("' '|''\n", [.record([" ", ""])]), ("\"|1\n'x'|2\n", [.failure(code: 1214, offset: 3), .record(["x", "2"])]),
      ("'a'|'b'|\n", [.record(["a", "b"])]), ("'a'|'b'|'c'\n", [.failure(code: 1202, offset: 8)]),
      ("'a\0'|b\n", [.failure(code: 1216, offset: 2)]),
    ] as [(String, [Found])])
  func maps(text: String, expected: [Found]) {
    for step in [1, 3, 1000] {
      let found = DelimitedMapperTests.found(Array(text.utf8), columns: 2, Self.options(), step: step)
      #expect(found == expected, "in steps of \(step)")
    }
  }

  @Test func escapedQuotesCloseNothing() {
    let found = DelimitedMapperTests.found(
      Array("'a\\'|b'|\"x\\\ny\"\n".utf8), columns: 2, Self.options(escapes: true), step: 3)
    #expect(found == [.record(["a'|b", "x\ny"])])
  }

  @Test func agreesWithTheReference() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<6000 {
      let input = random.bytes(upTo: 40, of: [0x7c, 0x7c, 0x22, 0x22, 0x27, 0x5c, 0x0a, 0x0d, 0x20, 0x61, 0xc3])
      let escapes = random.flag()
      let columns = 1 + random.below(3)
      let expected = QuotedLineReference(columnCount: columns, escapes: escapes).found(input)
      let step = 1 + random.below(50)
      let found = DelimitedMapperTests.found(input, columns: columns, Self.options(escapes: escapes), step: step)
      let codes = found.map { found -> Found in
        if case .failure(let code, _) = found { .failure(code: code, offset: 0) } else { found }
      }
      #expect(
        codes == expected, "seed \(seed) round \(round) step \(step) \(DelimitedDriver.text(input).debugDescription)")
      if codes != expected { return }
    }
  }
}
