/// The bits of deflated data in their order: the lowest of each byte first (RFC 1951, 3.1.1).
///
/// In bounds: `next` never passes `end`; only `refillQuickly` reads without asking, eight bytes.
struct DeflateBits {
  /// Bits taken from the bytes, the next one lowest. Those above the first `count` are 0, or what the bytes at `next`
  /// will make them.
  private(set) var bits: UInt64
  private(set) var count: UInt64
  private(set) var next: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  /// `bits`: up to seven that an earlier piece of the data left.
  init(_ bytes: UnsafeRawBufferPointer, behind bits: UInt64, count: UInt64) {
    (self.bits, self.count) = (bits, count)
    let start = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    (next, end) = (start, start + bytes.count)
  }

  /// Bytes not yet taken.
  var bytesLeft: Int { end - next }

  /// Makes 56 or more bits ready: one load, for the bytes there are room for. Eight bytes must be left.
  @inline(__always)
  mutating func refillQuickly() {
    assert(bytesLeft >= 8)
    let word = UInt64(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt64.self))
    bits |= word &<< count
    next += Int(truncatingIfNeeded: (63 &- count) >> 3)
    count |= 56
  }

  /// The same, of as many bytes as are left.
  mutating func refill() {
    bits &= (1 &<< count) &- 1
    while count < 56, next < end {
      bits |= UInt64(next.pointee) &<< count
      next += 1
      count &+= 8
    }
  }

  /// Passes up to 63 bits, which must be ready.
  @inline(__always)
  mutating func drop(_ number: UInt64) {
    assert(number <= count)
    bits = bits &>> number
    count &-= number
  }

  /// The next `number` bits, up to 32; nil where the data ends before.
  mutating func take(_ number: UInt64) -> Int? {
    if count < number { refill() }
    guard count >= number else { return nil }
    let value = bits & ((1 &<< number) &- 1)
    drop(number)
    return Int(truncatingIfNeeded: value)
  }

  /// Passes the rest of a byte.
  mutating func alignToByte() { drop(count & 7) }

  /// Takes no byte of which no bit was used.
  mutating func giveBack() {
    next -= Int(truncatingIfNeeded: count >> 3)
    count &= 7
    bits &= (1 &<< count) &- 1
  }

  /// Passes whole bytes where no bits are ready: the bytes, at most `limit`.
  mutating func takeBytes(_ limit: Int) -> UnsafeRawBufferPointer {
    assert(count == 0)
    let bytes = UnsafeRawBufferPointer(start: next, count: min(limit, bytesLeft))
    next += bytes.count
    return bytes
  }
}
