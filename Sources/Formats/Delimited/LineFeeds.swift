/// Counts line feeds, sixteen bytes at a step: so many matches a byte of a vector hold, each a −1, before they are
/// added up. A few bytes, such as a short line's, are eight at a step.
package enum LineFeeds {
  package static func count(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    count(UnsafeRawBufferPointer(rebasing: bytes))
  }

  package static func count(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var (count, offset) = (0, 0)
    // In bounds: whole vectors are left.
    while bytes.count &- offset >= 64 {
      let steps = min(255, (bytes.count &- offset) >> 4)
      count &+= matches(base + offset, steps)
      offset &+= steps << 4
    }
    while bytes.count &- offset >= 8 {
      count &+= matches(base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    let left = bytes.count &- offset
    guard left > 0 else { return count }
    if bytes.count < 8 { return count &+ bytes.count { $0 == 0x0a } }
    // The last eight bytes without those that are counted, for which zeros come in.
    let last = base.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self)
    return count &+ matches(UInt64(littleEndian: last) &>> UInt64(truncatingIfNeeded: 64 &- left << 3))
  }

  /// Among eight bytes.
  @inline(__always)
  private static func matches(_ word: UInt64) -> Int {
    let bytes = word ^ 0x0a0a_0a0a_0a0a_0a0a
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    // A byte's highest bit is set but where the byte is 0.
    let others = (bytes & low) &+ low | bytes
    let ones = (~others >> 7) & 0x0101_0101_0101_0101
    return Int(truncatingIfNeeded: (ones &* 0x0101_0101_0101_0101) >> 56)
  }

  /// In `steps` vectors, up to 255.
  @inline(__always)
  private static func matches(_ base: UnsafeRawPointer, _ steps: Int) -> Int {
    let feed = ByteVector(repeating: 0x0a)
    var sums = ByteVector(repeating: 0)
    for step in 0..<steps {
      let bytes = base.loadUnaligned(fromByteOffset: step &* 16, as: ByteVector.self)
      sums = sums &- unsafeBitCast(bytes .== feed, to: ByteVector.self)
    }
    var count = 0
    for index in 0..<16 { count &+= Int(sums[index]) }
    return count
  }
}
