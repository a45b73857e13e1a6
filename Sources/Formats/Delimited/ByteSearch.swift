#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks for one of three bytes, 32 bytes at a step.
///
/// **What it gains.** Nearly every field ends among the first 32 bytes: one step, whatever its length, where steps of
/// eight bytes leave the processor to guess how many there will be.
struct ByteSearch {
  private static let width = 32

  private let first: ByteVector
  private let second: ByteVector
  private let third: ByteVector

  init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    self.first = ByteVector(repeating: first)
    self.second = ByteVector(repeating: second)
    self.third = ByteVector(repeating: third)
  }

  /// The first offset in `from..<end` with one of the bytes, or `end`. `seen` gets a bit for bytes from 0x80 up that
  /// stand before it.
  ///
  /// Reads up to 31 bytes behind `end`, which belong to the input's padding, and ignores them.
  @inline(__always)
  func next(_ base: UnsafeRawPointer, from: Int, to end: Int, seen: inout UInt32) -> Int {
    var offset = from
    while offset < end {
      let low = base.loadUnaligned(fromByteOffset: offset, as: ByteVector.self)
      let high = base.loadUnaligned(fromByteOffset: offset &+ 16, as: ByteVector.self)
      let left = end &- offset
      let found = (marks(low) | marks(high) << 16) | (left < Self.width ? 1 &<< UInt32(truncatingIfNeeded: left) : 0)
      let beyond = ByteMarks.signBits(low) | ByteMarks.signBits(high) << 16
      if found != 0 {
        seen |= beyond & (found &- 1) & ~found
        return offset &+ found.trailingZeroBitCount
      }
      seen |= beyond
      offset &+= Self.width
    }
    return end
  }

  /// One bit a byte that is one of the three.
  @inline(__always)
  private func marks(_ bytes: ByteVector) -> UInt32 {
    ByteMarks.bits(bytes .== first .| bytes .== second .| bytes .== third)
  }

  /// The first offset of `byte` in `from..<end` of memory that holds `end` bytes.
  @inline(__always)
  static func find(_ byte: UInt8, _ base: UnsafeRawPointer, from: Int, to end: Int) -> Int? {
    guard from < end, let hit = memchr(base + from, Int32(byte), end - from) else { return nil }
    return UnsafeRawPointer(hit) - base
  }
}
