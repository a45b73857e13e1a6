import Formats
import TestSupport
import Testing

@Suite struct LineFeedsTests {
  /// Stretches of any length from any offset, whose bytes are line feeds, or differ from one in a single bit.
  @Test func areCountedInAnyStretch() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for length in (0...200).flatMap({ [$0, $0] }) + [5000, 70_000] {
      let start = Int.random(in: 0...20, using: &random)
      let bytes = (0..<start + length + 9).map { _ in
        [0x0a, 0x0a, 0x0b, 0x8a, 0x00, 0x61, 0xff].randomElement(using: &random) ?? UInt8(0)
      }
      let wanted = bytes[start..<start + length].count { $0 == 0x0a }
      let found = bytes.withUnsafeBytes { LineFeeds.count($0[start..<start + length]) }
      #expect(found == wanted, "\(length) bytes, seed \(seed)")
    }
  }
}
