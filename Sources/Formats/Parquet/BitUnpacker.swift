/// Numbers of one width, packed bit by bit, the lowest bit first.
///
/// In bounds: all pages lie in memory of `InputBuffer`, which is readable 64 bytes past their ends, and a number begins
/// within its page.
enum BitUnpacker {
  /// The number of `width` bits, up to 32, at a bit of `bytes`.
  @inline(__always)
  static func number32(_ start: UnsafeRawPointer, bit: Int, mask: UInt64) -> UInt64 {
    let word = start.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
    return UInt64(littleEndian: word) &>> UInt64(truncatingIfNeeded: bit & 7) & mask
  }

  /// The same of up to 64 bits.
  @inline(__always)
  static func number64(_ start: UnsafeRawPointer, bit: Int, width: Int) -> UInt64 {
    guard width > 0 else { return 0 }
    let (byte, shift) = (bit &>> 3, UInt64(truncatingIfNeeded: bit & 7))
    let low = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: byte, as: UInt64.self)) >> shift
    let next = UInt64(start.load(fromByteOffset: byte &+ 8, as: UInt8.self))
    let whole = shift == 0 ? low : low | next << (64 - shift)
    return whole & (UInt64.max >> UInt64(truncatingIfNeeded: 64 - width))
  }
}
