#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks for one of three bytes, eight bytes at a step.
///
/// With `x` the eight bytes XORed with eight copies of the wanted byte, `(x - 0x01…) & ~x & 0x80…` has its lowest bit
/// set at the first zero byte of `x` (bits above it may be false, which is why only the lowest counts):
///
///     bytes    a  |  b  c      (lowest first), wanted |
///     x        1d 00 1e 1f
///     result   00 80 00 00     -> one byte before the match
struct ByteSearch {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  private let first: UInt64
  private let second: UInt64
  private let third: UInt64

  init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    self.first = UInt64(first) &* Self.ones
    self.second = UInt64(second) &* Self.ones
    self.third = UInt64(third) &* Self.ones
  }

  /// The first offset in `from..<end` with one of the bytes, or `end`. What stands before it is ORed into `seen`.
  ///
  /// Reads up to seven bytes behind `end`, which belong to the input's padding, and ignores them.
  @inline(__always)
  func next(_ base: UnsafeRawPointer, from: Int, to end: Int, seen: inout UInt64) -> Int {
    var offset = from
    while offset < end {
      var word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let left = end &- offset
      if left < 8 { word &= (1 &<< UInt64(truncatingIfNeeded: left &* 8)) &- 1 }
      let found = Self.zeros(word ^ first) | Self.zeros(word ^ second) | Self.zeros(word ^ third)
      if found != 0 {
        let before = found.trailingZeroBitCount >> 3
        seen |= word & ((1 &<< UInt64(truncatingIfNeeded: before &* 8)) &- 1)
        return min(offset &+ before, end)
      }
      seen |= word
      offset &+= 8
    }
    return end
  }

  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

  /// No byte of `seen` was 0x80 or above.
  @inline(__always)
  static func isASCII(_ seen: UInt64) -> Bool { seen & highs == 0 }

  /// The first offset of `byte` in `from..<end` of memory that holds `end` bytes.
  @inline(__always)
  static func find(_ byte: UInt8, _ base: UnsafeRawPointer, from: Int, to end: Int) -> Int? {
    guard from < end, let hit = memchr(base + from, Int32(byte), end - from) else { return nil }
    return UnsafeRawPointer(hit) - base
  }
}
