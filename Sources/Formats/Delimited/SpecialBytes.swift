/// Copies a value and sees to the bytes that ask for quotes: a delimiter, a quote or a line end; 16 bytes at a step.
///
/// Neither the delimiter nor the quote is the byte 0, with which short values are filled up.
struct SpecialBytes: Hashable, Sendable {
  /// Bytes that may be stored behind the last of a value.
  static let overrun = 16

  private let quote: UInt8
  private let delimiters: ByteVector
  private let quotes: ByteVector
  private let feeds = ByteVector(repeating: 0x0a)
  private let returns = ByteVector(repeating: 0x0d)

  init(_ delimiter: UInt8, _ quote: UInt8) {
    precondition(delimiter != 0 && quote != 0, "a file's delimiter and quote are characters")
    self.quote = quote
    delimiters = ByteVector(repeating: delimiter)
    quotes = ByteVector(repeating: quote)
  }

  /// Copies `count` bytes, storing up to `overrun` more, and tells whether one of them is special.
  ///
  /// Loads only bytes of the value: the last 16 of a long one overlap those before.
  @inline(__always)
  func copy(_ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer) -> Bool {
    guard count >= 16 else {
      let bytes = Self.short(source, count)
      target.storeBytes(of: bytes, as: ByteVector.self)
      return ByteMarks.bits(marks(bytes)) != 0
    }
    let end = count &- 16
    let last = source.loadUnaligned(fromByteOffset: end, as: ByteVector.self)
    var found = marks(last)
    var offset = 0
    while offset < end {
      let bytes = source.loadUnaligned(fromByteOffset: offset, as: ByteVector.self)
      target.storeBytes(of: bytes, toByteOffset: offset, as: ByteVector.self)
      found .|= marks(bytes)
      offset &+= 16
    }
    target.storeBytes(of: last, toByteOffset: end, as: ByteVector.self)
    return ByteMarks.bits(found) != 0
  }

  /// The value in quotes, those inside it doubled. Gives the bytes written, at most `2 * count + 2`, and stores up to
  /// `overrun` more.
  func copyQuoted(_ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer) -> Int {
    target.storeBytes(of: quote, as: UInt8.self)
    var size = 1
    var offset = 0
    while offset < count {
      let left = count &- offset
      let bytes =
        left >= 16
        ? source.loadUnaligned(fromByteOffset: offset, as: ByteVector.self) : Self.short(source + offset, left)
      target.storeBytes(of: bytes, toByteOffset: size, as: ByteVector.self)
      let plain = ByteMarks.bits(bytes .== quotes).trailingZeroBitCount
      if plain < min(left, 16) {
        // Up to the quote, and the quote once more.
        target.storeBytes(of: quote, toByteOffset: size &+ plain &+ 1, as: UInt8.self)
        offset &+= plain &+ 1
        size &+= plain &+ 2
      } else {
        offset &+= min(left, 16)
        size &+= min(left, 16)
      }
    }
    target.storeBytes(of: quote, toByteOffset: size, as: UInt8.self)
    return size &+ 1
  }

  @inline(__always)
  private func marks(_ bytes: ByteVector) -> SIMDMask<SIMD16<Int8>> {
    (bytes .== delimiters) .| (bytes .== quotes) .| (bytes .== feeds) .| (bytes .== returns)
  }

  /// Fewer than 16 bytes, zeros behind them, by loads that overlap instead of reaching past the end.
  @inline(__always)
  static func short(_ source: UnsafeRawPointer, _ count: Int) -> ByteVector {
    var low: UInt64 = 0
    var high: UInt64 = 0
    if count >= 8 {
      low = source.loadUnaligned(as: UInt64.self)
      // The last eight bytes, without those that `low` has.
      high = source.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) >> UInt64(8 &* (16 &- count))
    } else if count >= 4 {
      low = UInt64(source.loadUnaligned(as: UInt32.self))
      low |=
        UInt64(source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)) &<< UInt64(8 &* (count &- 4))
    } else if count > 0 {
      low = UInt64(source.load(as: UInt8.self))
      low |= UInt64(source.load(fromByteOffset: count &>> 1, as: UInt8.self)) &<< UInt64(8 &* (count &>> 1))
      low |= UInt64(source.load(fromByteOffset: count &- 1, as: UInt8.self)) &<< UInt64(8 &* (count &- 1))
    }
    return unsafeBitCast(SIMD2(low, high), to: ByteVector.self)
  }
}
