/// A place where bytes are no UTF-8, with Redshift's sub-code (copy.md 7.6).
package struct UTF8Fault: Hashable, Sendable {
  /// Where the bad sequence starts, from 0.
  package let offset: Int
  /// How many bytes belong to it: what ACCEPTINVCHARS replaces one by one.
  package let length: Int
  /// 1 longer than four bytes, 2 cut off by the end, 3 bad first byte, 4 bad continuation, 5 surrogate, 8 beyond
  /// U+10FFFF, 9 no matching code point (overlong).
  package let code: Int
}

/// Finds bytes that are no UTF-8, skipping ASCII eight bytes at a time.
package enum UTF8Check {
  /// The first fault at or after `start`; nil when the rest is sound.
  package static func firstFault(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> UTF8Fault? {
    var index = start
    while true {
      index = skipASCII(bytes, from: index)
      guard index < bytes.count else { return nil }
      let (length, code) = sequence(bytes, at: index)
      if code != 0 { return UTF8Fault(offset: index, length: length, code: code) }
      index += length
    }
  }

  package static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool { firstFault(in: bytes) == nil }

  @inlinable
  package static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool { skipASCII(bytes, from: 0) == bytes.count }

  /// The first byte at or after `start` that is not ASCII, or the end.
  @inlinable
  static func skipASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    let end = bytes.count
    // Each load ends at or before `end`.
    while end &- index >= 8 {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let high = word & 0x8080_8080_8080_8080
      if high != 0 { return index &+ high.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < end, bytes[index] < 0x80 { index &+= 1 }
    return index
  }

  /// Length of the sequence at `index`, and 0 or what is wrong with it.
  private static func sequence(_ bytes: UnsafeRawBufferPointer, at index: Int) -> (length: Int, code: Int) {
    let lead = bytes[index]
    if lead < 0x80 { return (1, 0) }
    let wanted = expectedLength(lead)
    if wanted == 0 { return (1, 3) }
    var length = 1
    while length < wanted {
      if index + length == bytes.count { return (length, 2) }
      if bytes[index + length] & 0xc0 != 0x80 { return (length, 4) }
      length += 1
    }
    if wanted > 4 { return (length, 1) }
    return (length, codePointFault(lead, bytes[index + 1]))
  }

  /// As the first byte promises, with the five- and six-byte forms of old; 0 for a byte that starts nothing.
  private static func expectedLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xc0...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf7: 4
    case 0xf8...0xfb: 5
    case 0xfc...0xfd: 6
    default: 0
    }
  }

  /// Faults that the first two bytes of a complete sequence decide.
  private static func codePointFault(_ lead: UInt8, _ second: UInt8) -> Int {
    switch lead {
    case 0xc0, 0xc1: 9
    case 0xe0 where second < 0xa0: 9
    case 0xed where second >= 0xa0: 5
    case 0xf0 where second < 0x90: 9
    case 0xf4 where second >= 0x90: 8
    case 0xf5...0xf7: 8
    default: 0
    }
  }
}

extension UTF8Check {
  /// Whether a character of two bytes or more stands whole among bytes of any kind.
  package static func hasCharacter(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var index = skipASCII(bytes, from: 0)
      while index < bytes.count {
        let (length, code) = sequence(bytes, at: index)
        if code == 0 { return true }
        index = skipASCII(bytes, from: index + length)
      }
      return false
    }
  }

  /// `a4` or `ef b7 af`: bytes as COPY's reasons print them.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }

  /// COPY's reason for a fault: `String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: …`.
  package static func reason(_ fault: UTF8Fault, in bytes: UnsafeRawBufferPointer) -> String {
    reason(bytes[fault.offset..<fault.offset + fault.length], code: fault.code)
  }

  /// The same of the fault's bytes.
  package static func reason(_ bytes: some Sequence<UInt8>, code: Int) -> String {
    "String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: \(hex(bytes)) (error \(code))"
  }

  /// ACCEPTINVCHARS: appends the text with each byte of a bad sequence, and of the non-characters U+FDD0…U+FDEF and
  /// U+xFFFE/U+xFFFF, replaced. True when something was replaced (copy.md part 3).
  package static func appendRepaired(
    _ bytes: UnsafeRawBufferPointer, replacement: UInt8, to output: inout [UInt8]
  ) -> Bool {
    var index = 0
    var replaced = false
    while index < bytes.count {
      let plain = skipASCII(bytes, from: index)
      output.append(contentsOf: bytes[index..<plain])
      index = plain
      guard index < bytes.count else { break }
      let (length, code) = sequence(bytes, at: index)
      if code != 0 || isNonCharacter(bytes, at: index, length: length) {
        output.append(contentsOf: repeatElement(replacement, count: length))
        replaced = true
      } else {
        output.append(contentsOf: bytes[index..<index + length])
      }
      index += length
    }
    return replaced
  }

  /// True for text with a non-character, which loads untouched unless ACCEPTINVCHARS is given.
  package static func hasNonCharacter(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = skipASCII(bytes, from: 0)
    while index < bytes.count {
      let (length, code) = sequence(bytes, at: index)
      if code == 0, isNonCharacter(bytes, at: index, length: length) { return true }
      index = skipASCII(bytes, from: index + length)
    }
    return false
  }

  /// `EF B7 90…AF` is U+FDD0…FDEF, `EF BF BE/BF` U+FFFE/FFFF, `Fx x[F] BF BE/BF` those of the other planes.
  private static func isNonCharacter(_ bytes: UnsafeRawBufferPointer, at index: Int, length: Int) -> Bool {
    if length == 3, bytes[index] == 0xef, bytes[index + 1] == 0xb7 { return 0x90...0xaf ~= bytes[index + 2] }
    guard length >= 3, bytes[index + length - 1] >= 0xbe, bytes[index + length - 2] == 0xbf else { return false }
    return length == 3 ? bytes[index] == 0xef : bytes[index + 1] & 0x0f == 0x0f
  }

  /// The longest cut of at most `limit` bytes that ends between characters (TRUNCATECOLUMNS, casts to varchar(n)).
  @inlinable
  package static func truncatedCount(_ bytes: UnsafeRawBufferPointer, limit: Int) -> Int {
    guard bytes.count > limit else { return bytes.count }
    var end = max(limit, 0)
    while end > 0, bytes[end] & 0xc0 == 0x80 { end &-= 1 }
    return end
  }
}
