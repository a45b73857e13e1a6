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

  private func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    // A byte more, so that the empty string has an address too.
    (left + [0]).withUnsafeBytes { l in
      (right + [0]).withUnsafeBytes { r in
        guard let l = l.baseAddress, let r = r.baseAddress else { return false }
        return StringView(l, count: left.count) == StringView(r, count: right.count)
      }
    }
  }
}
