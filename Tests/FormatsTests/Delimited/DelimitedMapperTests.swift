import Formats
import TestSupport
import Testing

@Suite struct DelimitedMapperTests {
  static func found(
    _ text: String, columns: Int, _ options: DelimitedOptions = DelimitedOptions(), step: Int = 1000
  ) -> [Found] {
    found(Array(text.utf8), columns: columns, options, step: step)
  }

  static func found(_ bytes: [UInt8], columns: Int, _ options: DelimitedOptions, step: Int) -> [Found] {
    let mapper = DelimitedMapper(columnCount: columns, options: options)
    var driver = DelimitedDriver(mapper: mapper, columnCount: columns) { FieldText.resolveBackslashes($0, into: $1) }
    return driver.run(bytes, step: step)
  }

  @Test(
    arguments: [
      ("", []), ("a|b\nc|d", [.record(["a", "b"]), .record(["c", "d"])]), ("a|b\r\n", [.record(["a", "b"])]),
      ("1|Toyota Park|\n", [.record(["1", "Toyota Park"])]), ("|\n", [.record(["", ""])]),
      ("a\nb|c\n", [.failure(code: 1214, offset: 1), .record(["b", "c"])]), ("\n", [.failure(code: 1214, offset: 0)]),
      ("a|b|c\nd|e\n", [.failure(code: 1202, offset: 4), .record(["d", "e"])]),
      ("a|b||\n", [.failure(code: 1202, offset: 4)]),
      ("\"a|b\"|\n", [.record(["\"a", "b\""])]), ("a\\|b\n", [.record(["a\\", "b"])]),
      (" a | é \n", [.record([" a ", " Ã© "])]),
      ("15,NUL next,\0|x\na|b", [.failure(code: 1216, offset: 12), .record(["a", "b"])]),
      (
        "longer than eight bytes|and more than sixteen of them\n",
        [.record(["longer than eight bytes", "and more than sixteen of them"])]
      ),
    ] as [(String, [Found])])
  func maps(text: String, expected: [Found]) {
    for step in [1, 3, 1000] {
      #expect(Self.found(text, columns: 2, step: step) == expected, "in steps of \(step)")
    }
  }

  @Test(
    arguments: [
      ("a\\|b|c\n", [.record(["a|b", "c"])]), ("a\\\nb|\\\\\nx|y\n", [.record(["a\nb", "\\"]), .record(["x", "y"])]),
      ("\\N|\\\\N\n", [.record(["N", "\\N"])]), ("a|b\\\r\n", [.record(["a", "b\r"])]),
      ("a|\\\r\\\n\r\n", [.record(["a", "\r\n"])]),
      ("a|b\\", [.record(["a", "b\\"])]), ("a|\\012\n", [.record(["a", "012"])]), ("\\é|b\n", [.record(["Ã©", "b"])]),
    ] as [(String, [Found])])
  func escapes(text: String, expected: [Found]) {
    var options = DelimitedOptions()
    options.escapes = true
    for step in [1, 3, 1000] {
      #expect(Self.found(text, columns: 2, options, step: step) == expected, "in steps of \(step)")
    }
  }

  @Test func nulIsNamed() {
    var mapper = DelimitedMapper(columnCount: 2, options: DelimitedOptions(delimiter: UInt8(ascii: ",")))
    var batch = RecordBatch(columnCount: 2)
    let text = Array("15,NUL next,\0\n".utf8) + Array(repeating: 0, count: InputBuffer.padding)
    text.withUnsafeBytes { bytes in
      _ = mapper.map(UnsafeRawBufferPointer(rebasing: bytes[..<14]), from: 0, isLast: true, into: &batch)
    }
    #expect(batch.failures.map(\.reason.text) == ["Missing newline: Unexpected character 0x2c found at location 11"])
  }

  @Test func longLinesFail() {
    let limit = RecordLimits.recordSize
    let huge = String(repeating: "z", count: 2 * limit)
    for step in [1 << 18, 1 << 24] {
      #expect(
        Self.found("\(huge)|1\n1|2\n", columns: 2, step: step)
          == [.failure(code: 1216, offset: limit + 1), .record(["1", "2"])])
      #expect(Self.found("a|b\n\(huge)", columns: 2, step: step).count == 2)
    }
  }

  @Test func agreesWithTheReference() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<4000 {
      let input = random.bytes(upTo: 60, of: [0x7c, 0x7c, 0x5c, 0x0a, 0x0d, 0x20, 0x61, 0x62, 0xc3, 0x00])
      var options = DelimitedOptions()
      options.escapes = random.flag()
      options.takesNUL = random.below(4) > 0
      options.ignoresBlankLines = random.flag()
      options.fillsRecord = random.flag()
      let columns = 1 + random.below(3)
      var reference = DelimitedReference(input, columnCount: columns, delimiter: 0x7c)
      reference.ignoresBlankLines = options.ignoresBlankLines
      reference.fillsRecord = options.fillsRecord
      let expected = reference.lines(escapes: options.escapes, takesNUL: options.takesNUL)
      let step = 1 + random.below(70)
      let found = Self.found(input, columns: columns, options, step: step)
      #expect(
        found == expected, "seed \(seed) round \(round) step \(step) \(DelimitedDriver.text(input).debugDescription)")
      if found != expected { return }
    }
  }
}
