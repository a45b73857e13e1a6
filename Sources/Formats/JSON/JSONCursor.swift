/// A window of input as the JSON code reads it: the one place of that code that touches raw memory.
///
/// In bounds: `limit` is at most the window's size, scanners start no load behind `limit + slack`, and the widest load
/// is 16 bytes, so with `InputBuffer.padding` readable bytes behind the window every load stays inside. What lies
/// behind `limit` has no meaning: a scanner that used such bytes finds its place above `limit` and gives up.
struct JSONCursor {
  /// How far behind `limit` a load may start.
  static let slack = InputBuffer.padding - 16

  private let base: UnsafeRawPointer
  /// Bytes that count. Lowered to the size limit of the record being read.
  var limit: Int
  let count: Int

  /// nil for an empty window, which may have no memory at all.
  init?(_ window: UnsafeRawBufferPointer) {
    guard let base = window.baseAddress, !window.isEmpty else { return nil }
    self.base = base
    (limit, count) = (window.count, window.count)
  }

  @inline(__always)
  func byte(_ place: Int) -> UInt8 {
    assert(place >= 0 && place <= limit + Self.slack)
    return base.load(fromByteOffset: place, as: UInt8.self)
  }

  @inline(__always)
  func word(_ place: Int) -> UInt64 {
    assert(place >= 0 && place <= limit + Self.slack)
    return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  @inline(__always)
  func half(_ place: Int) -> UInt32 {
    assert(place >= 0 && place <= limit + Self.slack)
    return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt32.self))
  }

  @inline(__always)
  func vector(_ place: Int) -> ByteVector {
    assert(place >= 0 && place <= limit + Self.slack)
    return base.loadUnaligned(fromByteOffset: place, as: ByteVector.self)
  }

  /// Ones in the first `count` bytes.
  static func ones(_ count: Int) -> ByteVector {
    let places = ByteVector(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    let mask = places .< ByteVector(repeating: UInt8(clamping: count))
    return unsafeBitCast(mask, to: ByteVector.self)
  }

  /// The place behind the first line feed in `range`, which lies below `count`.
  func lineEnd(_ range: Range<Int>) -> Int? {
    var place = range.lowerBound
    while place < range.upperBound {
      let bytes = base.loadUnaligned(fromByteOffset: place, as: ByteVector.self)
      let marks = ByteMarks(bytes .== ByteVector(repeating: UInt8(ascii: "\n")))
      if !marks.isEmpty {
        let end = place &+ marks.first &+ 1
        return end <= range.upperBound ? end : nil
      }
      place &+= 16
    }
    return nil
  }

  /// The bytes `range`, which must lie below `count`.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes outside of the window")
    return UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}

/// Sixteen bytes compared at once.
///
/// Compare vector with vector, both of this type by name: with a scalar, or with a type left to inference, the compiler
/// takes the generic operators, which loop over the bytes and are thirty times slower.
typealias ByteVector = SIMD16<UInt8>

/// Sixteen marks, one a byte, in two words: byte `i` of the vector is byte `i % 8` of word `i / 8`, all ones or zero.
struct ByteMarks {
  let low: UInt64
  let high: UInt64

  @inline(__always)
  init(_ mask: SIMDMask<SIMD16<Int8>>) {
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    (low, high) = (UInt64(littleEndian: words[0]), UInt64(littleEndian: words[1]))
  }

  @inline(__always) var isEmpty: Bool { low | high == 0 }

  /// Place of the first mark; 16 where there is none.
  @inline(__always) var first: Int {
    low != 0 ? low.trailingZeroBitCount >> 3 : 8 &+ high.trailingZeroBitCount >> 3
  }

  /// Ones for the bytes before the first mark, word by word.
  @inline(__always) var before: (low: UInt64, high: UInt64) {
    (low & (0 &- low) &- 1, low != 0 ? 0 : high & (0 &- high) &- 1)
  }
}
