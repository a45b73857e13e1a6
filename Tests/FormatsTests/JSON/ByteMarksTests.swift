import Formats
import TestSupport
import Testing

@Suite struct ByteMarksTests {
  @Test func `the instruction and the arithmetic give the same bits`() {
    for seed in 0..<UInt64(2000) {
      var random = SeededGenerator(seed: seed)
      var bytes = ByteVector()
      for offset in bytes.indices { bytes[offset] = UInt8.random(in: .min ... .max, using: &random) }
      let expected = bytes.indices.reduce(UInt32(0)) { $0 | (bytes[$1] >= 0x80 ? 1 << UInt32($1) : 0) }
      #expect(ByteMarks.signBits(bytes) == expected, "seed \(seed)")
      #expect(ByteMarks.gathered(bytes) == expected, "seed \(seed)")
    }
  }
}
