/// Counts line feeds, sixteen bytes at a step: so many matches a byte of a vector hold, each a −1, before they are
/// added up.
package enum LineFeeds {
  package static func count(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    count(UnsafeRawBufferPointer(rebasing: bytes))
  }

  package static func count(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var (count, offset) = (0, 0)
    // In bounds: a whole vector is left.
    while bytes.count &- offset >= 16 {
      let steps = min(255, (bytes.count &- offset) >> 4)
      count &+= matches(base + offset, steps)
      offset &+= steps << 4
    }
    while offset < bytes.count {
      if bytes[offset] == 0x0a { count &+= 1 }
      offset &+= 1
    }
    return count
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
