import Formats
import TestSupport
import Testing

@Suite struct FixedWidthMapperTests {
  static func found(_ bytes: [UInt8], _ options: FixedWidthOptions, step: Int) -> [Found] {
    let mapper = FixedWidthMapper(options: options)
    var driver = DelimitedDriver(mapper: mapper, columnCount: options.widths.count) { _, _ in 0 }
    return driver.run(bytes, step: step)
  }

  @Test(
    arguments: [
      ("", []), ("ab123wxyz\n", [.record(["ab", "123", "wxyz"])]), ("abÄ  12\r\n", [.record(["ab", "Ã\u{84}", "12"])]),
      ("ab 12wx  \ncd", [.record(["ab", " 12", "wx"]), .record(["cd", "<absent>", "<absent>"])]),
      ("ab123wxyz  \n", [.record(["ab", "123", "wxyz"])]), ("ab123wxyz  !\n", [.failure(code: 1202, offset: 9)]),
      ("\n", [.record(["", "<absent>", "<absent>"])]), ("ab123", [.record(["ab", "123", "<absent>"])]),
    ] as [(String, [Found])])
  func maps(text: String, expected: [Found]) {
    for step in [1, 3, 1000] {
      #expect(
        Self.found(Array(text.utf8), FixedWidthOptions(widths: [2, 3, 4]), step: step) == expected,
        "in steps of \(step)")
    }
  }

  @Test func longLinesFail() {
    let limit = RecordLimits.recordSize
    let huge = String(repeating: "z", count: 2 * limit)
    for step in [1 << 18, 1 << 24] {
      #expect(
        Self.found(Array("\(huge)\nab1\n".utf8), FixedWidthOptions(widths: [2, 1]), step: step)
          == [.failure(code: 1216, offset: limit + 1), .record(["ab", "1"])])
    }
  }

  @Test func agreesWithTheReference() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<4000 {
      let input = random.bytes(upTo: 40, of: [0x61, 0x62, 0x20, 0x20, 0x0a, 0x0d, 0xc3, 0xa4, 0xf0, 0x9f, 0x00])
      var options = FixedWidthOptions(widths: (0...random.below(3)).map { _ in 1 + random.below(4) })
      options.ignoresBlankLines = random.flag()
      options.fillsRecord = random.flag()
      var reference = FixedWidthReference(widths: options.widths)
      reference.ignoresBlankLines = options.ignoresBlankLines
      reference.fillsRecord = options.fillsRecord
      let expected = reference.found(input)
      let actual = Self.found(input, options, step: 1 + random.below(20))
      #expect(actual == expected, "seed \(seed), round \(round), \(input), widths \(options.widths)")
    }
  }
}
