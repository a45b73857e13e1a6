import Columnar
import TestSupport
import Testing

@Suite struct StringViewTests {
  /// Every length around those that have ways of their own, and a difference at every place.
  @Test func equalWhereAllBytesAre() {
    var random = SeededGenerator()
    for count in 0...70 {
      let bytes = (0..<count).map { _ in UInt8(random.below(256)) }
      #expect(isEqual(bytes, bytes))
      #expect(!isEqual(bytes, bytes + [0]))
      for place in bytes.indices {
        var other = bytes
        other[place] ^= 1 << UInt8(random.below(8))
        #expect(!isEqual(bytes, other), "a difference at byte \(place) of \(count)")
      }
    }
  }

  @Test func orderIsThatOfBytes() {
    var random = SeededGenerator()
    for count in 0...70 {
      let bytes = (0..<count).map { _ in UInt8(random.below(256)) }
      for place in 0...count {
        let other = bytes[..<place] + (0..<random.below(4)).map { _ in UInt8(random.below(256)) } + bytes[place...]
        let expected = Array(other) == bytes ? 0 : bytes.lexicographicallyPrecedes(other) ? -1 : 1
        #expect(compare(bytes, Array(other)).signum() == expected, "seed \(random.seed)")
        #expect(compare(Array(other), bytes).signum() == -expected, "seed \(random.seed)")
      }
    }
  }

  private func compare(_ left: [UInt8], _ right: [UInt8]) -> Int { views(left, right) { $0.compare($1) } ?? 0 }

  private func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    views(left, right) { $0 == $1 } ?? false
  }

  private func views<Result>(
    _ left: [UInt8], _ right: [UInt8], _ body: (StringView, StringView) -> Result
  ) -> Result? {
    // A byte more, so that the empty string has an address too.
    (left + [0]).withUnsafeBytes { l in
      (right + [0]).withUnsafeBytes { r in
        guard let l = l.baseAddress, let r = r.baseAddress else { return nil }
        return body(StringView(l, count: left.count), StringView(r, count: right.count))
      }
    }
  }
}
