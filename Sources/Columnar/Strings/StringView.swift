#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A string of up to 4 GB in 16 bytes: short ones whole, long ones as their address in an arena.
///
/// ```
///            head (8 bytes)            tail (8 bytes)
/// "paid"     length 4  | p a i d       0
/// "NextSong" length 8  | N e x t       S o n g 0 0 0 0
/// "Mozilla/5.0 (Win…"  length | M o z i    address of the first byte
/// ```
///
/// Strings of up to 12 bytes stand in the view itself, so equal short strings are equal words, and most unequal strings
/// differ in `head` already. A view does not own its bytes: the column that holds it also holds the arena.
/// Bytes are UTF-8 (or a VARBYTE's bytes); order is byte order. The layout is that of a little-endian machine.
@usableFromInline
package struct StringView: BitwiseCopyable, Sendable {
  /// Length and first bytes: strings that differ here are not equal.
  @usableFromInline package let head: UInt64
  @usableFromInline let tail: UInt64

  package static let inlineCapacity = 12
  package static let empty = StringView(head: 0, tail: 0)

  @inlinable init(head: UInt64, tail: UInt64) {
    self.head = head
    self.tail = tail
  }

  /// A view of `count` bytes at `start`, which must stay where they are as long as the view where `count` is above 12.
  @inlinable package init(_ start: UnsafeRawPointer, count: Int) {
    if count > 12 {
      let prefix = UInt64(start.loadUnaligned(as: UInt32.self))
      self.init(head: UInt64(UInt32(truncatingIfNeeded: count)) | prefix << 32, tail: UInt64(UInt(bitPattern: start)))
    } else {
      self.init(inline: start, count: count)
    }
  }

  /// Copies up to 12 bytes with loads that overlap instead of reaching past the end.
  @inlinable init(inline start: UnsafeRawPointer, count: Int) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    if count >= 8 {
      low = start.loadUnaligned(as: UInt64.self)
      high = (start + (count - 8)).loadUnaligned(as: UInt64.self) >> UInt64(8 * (16 - count))
    } else if count >= 4 {
      low = UInt64(start.loadUnaligned(as: UInt32.self))
      low |= UInt64((start + (count - 4)).loadUnaligned(as: UInt32.self)) << UInt64(8 * (count - 4))
    } else if count > 0 {
      low = UInt64(start.loadUnaligned(as: UInt8.self))
      low |= UInt64((start + count / 2).loadUnaligned(as: UInt8.self)) << UInt64(8 * (count / 2))
      low |= UInt64((start + (count - 1)).loadUnaligned(as: UInt8.self)) << UInt64(8 * (count - 1))
    }
    self.init(head: UInt64(count) | low << 32, tail: low >> 32 | high << 32)
  }

  /// The same from memory that is readable for 12 bytes whatever the count, as an input window is: without a branch on
  /// the length of a short string.
  @inlinable @inline(__always)
  package init(padded start: UnsafeRawPointer, count: Int) {
    if count > 12 {
      let prefix = UInt64(start.loadUnaligned(as: UInt32.self))
      self.init(head: UInt64(UInt32(truncatingIfNeeded: count)) | prefix << 32, tail: UInt64(UInt(bitPattern: start)))
    } else {
      let words = Self.words(padded: start, count: count)
      self.init(head: words.head, tail: words.tail)
    }
  }

  /// The same of a string that is copied to `copy` where it is long: without a branch on the length.
  @inlinable @inline(__always)
  package init(padded start: UnsafeRawPointer, count: Int, copy: UnsafeRawPointer) {
    let words = Self.words(padded: start, count: count)
    self.init(head: words.head, tail: count > 12 ? UInt64(UInt(bitPattern: copy)) : words.tail)
  }

  /// Of a string of any length, the head; the tail of one of up to 12 bytes.
  @inlinable @inline(__always)
  static func words(padded start: UnsafeRawPointer, count: Int) -> (head: UInt64, tail: UInt64) {
    let prefix = UInt64(start.loadUnaligned(as: UInt32.self))
    let rest = start.loadUnaligned(fromByteOffset: 4, as: UInt64.self)
    let head = prefix & ((1 &<< UInt64(truncatingIfNeeded: 8 &* min(count, 4))) &- 1)
    // By 64 and more where all of it stands in the head: nothing is left then.
    let tail = rest & UInt64.max >> UInt64(truncatingIfNeeded: 96 &- 8 &* count)
    return (UInt64(truncatingIfNeeded: count) | head << 32, tail)
  }

  /// Length in bytes.
  @inlinable package var count: Int { Int(head & 0xffff_ffff) }
  @inlinable package var isInline: Bool { head & 0xffff_ffff <= 12 }

  /// The bytes, for the duration of `body`.
  @inlinable @inline(__always)
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if isInline {
      var copy = (head, tail)
      let count = self.count
      return try withUnsafePointer(to: &copy) { pointer throws(Failure) in
        try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(pointer) + 4, count: count))
      }
    }
    return try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: UInt(tail)), count: count))
  }

  /// Copies the bytes to `target`, which has room for `count`; gives `count`.
  @inlinable @discardableResult
  package func copy(to target: UnsafeMutableRawPointer) -> Int {
    withBytes { bytes in
      if let start = bytes.baseAddress { target.copyMemory(from: start, byteCount: bytes.count) }
      return bytes.count
    }
  }

  /// Whether a byte is 0. Eight bytes are looked at at once: `x - 1` borrows from the high bit of a byte that is 0.
  /// What lies behind a short string is made not to be; the last eight of a long one may have been looked at before.
  @inline(__always)
  var hasNUL: Bool {
    guard isInline else { return withBytes(Self.hasZero) }
    let free = UInt64.max << UInt64(8 * min(count, 4))
    let words = (head >> 32 | free, count > 4 ? tail | UInt64.max << UInt64(8 * (count - 4)) : .max)
    return Self.zeros(words.0) | Self.zeros(words.1) != 0
  }

  /// `bytes`: more than 12. Up to 32, which is most, without a loop whose end the processor must guess.
  @inline(__always)
  private static func hasZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let last = bytes.count &- 8
    var found = zeros(word(bytes, 0)) | zeros(word(bytes, last))
    if last <= 24 {
      let half = last <= 8 ? 0 : 8
      found |= zeros(word(bytes, half)) | zeros(word(bytes, last &- half))
    } else {
      for offset in stride(from: 8, to: last, by: 8) { found |= zeros(word(bytes, offset)) }
    }
    return found != 0
  }

  /// Not zero where a byte is.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  @inlinable package var isBlankTerminated: Bool {
    withBytes { bytes in bytes.last == 0x20 }
  }

  /// Without trailing blanks, which comparisons of character values do not see (sql.md 1.2).
  @inlinable package var trimmed: StringView {
    withBytes { bytes in
      var length = bytes.count
      while length > 0 && bytes[length - 1] == 0x20 { length -= 1 }
      guard length < bytes.count, let start = bytes.baseAddress else { return self }
      return StringView(start, count: length)
    }
  }

  /// The first `length` bytes; `length` is at most `count`.
  @inlinable package func prefix(_ length: Int) -> StringView {
    withBytes { bytes in
      guard let start = bytes.baseAddress else { return self }
      return StringView(start, count: length)
    }
  }

  package var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

extension StringView: Hashable {
  @inlinable package static func == (left: StringView, right: StringView) -> Bool {
    left.head == right.head && left.equalsBehindHead(right)
  }

  /// Equality of strings whose heads are equal.
  @inlinable @inline(__always)
  package func equalsBehindHead(_ other: StringView) -> Bool {
    if tail == other.tail { return true }
    if isInline { return false }
    return withBytes { mine in other.withBytes { theirs in sameLongBytes(mine, theirs) } }
  }

  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(rowHash) }

  /// Equal strings have equal hashes; well mixed in all bits.
  @inlinable package var rowHash: UInt64 {
    if isInline { return foldedMultiply(head ^ 0x9e37_79b9_7f4a_7c15, tail ^ 0xd6e8_feb8_6659_fd93) }
    return withBytes { bytes in hashBytes(bytes) }
  }
}

extension StringView {
  /// Equal without a look at bytes elsewhere: what equality is where one of the two is short.
  @inlinable package func isIdentical(to other: StringView) -> Bool { head == other.head && tail == other.tail }
}

extension StringView: Comparable {
  @inlinable package static func < (left: StringView, right: StringView) -> Bool { left.compare(right) < 0 }

  /// Below, at or above zero, in byte order.
  @inlinable package func compare(_ other: StringView) -> Int {
    let mine = UInt32(truncatingIfNeeded: head >> 32).bigEndian
    let theirs = UInt32(truncatingIfNeeded: other.head >> 32).bigEndian
    if mine != theirs && count >= 4 && other.count >= 4 { return mine < theirs ? -1 : 1 }
    return withBytes { l in other.withBytes { r in compareBytes(l, r) } }
  }
}

@inlinable
func sameBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count, let l = left.baseAddress, let r = right.baseAddress else {
    return left.count == right.count
  }
  return memcmp(l, r, left.count) == 0
}

/// Of two strings of one length above 12, most of which are below 33: four words that overlap, without a call or a
/// loop.
@inlinable @inline(__always)
func sameLongBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  let count = left.count
  if count > 32 { return sameBytes(left, right) }
  let (half, last) = (count <= 16 ? 0 : 8, count &- 8)
  let ends = (word(left, 0) ^ word(right, 0)) | (word(left, last) ^ word(right, last))
  let middle = (word(left, half) ^ word(right, half)) | (word(left, last &- half) ^ word(right, last &- half))
  return ends | middle == 0
}

@inlinable
func compareBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
  let common = min(left.count, right.count)
  // The first words without a call: most strings differ in one of them.
  var offset = 0
  while offset + 8 <= min(common, 32) {
    let (l, r) = (word(left, offset), word(right, offset))
    if l != r { return l.bigEndian < r.bigEndian ? -1 : 1 }
    offset += 8
  }
  if common > offset, let l = left.baseAddress, let r = right.baseAddress {
    let order = memcmp(l + offset, r + offset, common - offset)
    if order != 0 { return Int(order) }
  }
  return left.count - right.count
}

/// The two halves of the 128-bit product, folded: the mixing step of all row hashes (the idea of wyhash).
@inlinable
package func foldedMultiply(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}

/// For more than 12 bytes. Up to 32, which is most, there is no loop whose end the processor must guess: two or four
/// loads that overlap; beyond that it is eight bytes at a time, the last eight overlapping.
@inlinable
func hashBytes(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  let count = bytes.count
  let seed = 0x9e37_79b9_7f4a_7c15 ^ UInt64(count)
  if count <= 16 {
    let mixed = foldedMultiply(word(bytes, 0) ^ seed, word(bytes, count - 8) ^ 0xd6e8_feb8_6659_fd93)
    return foldedMultiply(mixed, 0x8ebc_6af0_9c88_c6e3)
  }
  if count <= 32 {
    let first = foldedMultiply(word(bytes, 0) ^ seed, word(bytes, 8) ^ 0xd6e8_feb8_6659_fd93)
    let last = foldedMultiply(
      word(bytes, count - 16) ^ 0xa076_1d64_78bd_642f, word(bytes, count - 8) ^ 0xe703_7ed1_a0b4_28db)
    return foldedMultiply(first ^ last, 0x8ebc_6af0_9c88_c6e3)
  }
  var state = seed
  var offset = 0
  while offset + 8 <= count {
    state = foldedMultiply(state ^ word(bytes, offset), 0xa076_1d64_78bd_642f)
    offset += 8
  }
  if offset < count { state = foldedMultiply(state ^ word(bytes, count - 8), 0xe703_7ed1_a0b4_28db) }
  return foldedMultiply(state, 0x8ebc_6af0_9c88_c6e3)
}

/// Eight bytes at `offset`, which are among `bytes`.
@inlinable @inline(__always)
func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
  bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
}
