/// Strings and nested values of JSON as text for a column: written into memory of the caller, no `String` a value.
package enum JSONText {
  /// An escape `\uD800` to `\uDFFF` without its other half: it stands for no character (copy.md 7.6, error 5).
  @usableFromInline
  package struct LoneSurrogate: Error, Hashable, Sendable {
    package let unit: UInt16

    @usableFromInline init(unit: UInt16) { self.unit = unit }

    /// What UTF-8 would make of it, for `Bad UTF8 hex sequence: ed a0 80 (error 5)`.
    package var bytes: [UInt8] {
      [0xed, UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3f), UInt8(truncatingIfNeeded: 0x80 | unit & 0x3f)]
    }
  }

  /// The value of a hexadecimal digit.
  @inline(__always)
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    let digit = byte &- UInt8(ascii: "0")
    if digit < 10 { return digit }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter &+ 10 : nil
  }

  /// Resolves the escapes of a string that the scanner has passed (`hasEscapes`), without its quotes.
  ///
  /// `output` holds at least `text.count` bytes, of which the answer says how many count: escapes never make text
  /// longer. Bytes that are no escapes are copied as they are. Errors: a surrogate without its pair.
  package static func unescape(
    _ text: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(LoneSurrogate) -> Int {
    precondition(output.count >= text.count, "no room to resolve escapes")
    return try unescape(text, into: output, isPadded: false)
  }

  /// The same from memory that is readable for `padding` bytes behind `text`, into `output` of as many more: without a
  /// look at each of the last bytes.
  package static func unescape(
    padded text: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(LoneSurrogate) -> Int {
    precondition(output.count >= text.count + padding, "no room to resolve escapes")
    return try unescape(text, into: output, isPadded: true)
  }

  package static let padding = 16

  @inline(__always)
  private static func unescape(
    _ text: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isPadded: Bool
  ) throws(LoneSurrogate) -> Int {
    guard let source = text.baseAddress, let target = output.baseAddress else { return 0 }
    var (offset, size) = (0, 0)
    while offset < text.count {
      let rest = text.count &- offset
      let run =
        isPadded
        ? copyPadded(source + offset, target + size, count: rest)
        : copyPlain(source + offset, target + size, count: rest)
      offset &+= run
      size &+= run
      guard offset &+ 1 < text.count else { break }
      let letter = source.load(fromByteOffset: offset &+ 1, as: UInt8.self)
      if letter < UInt8(ascii: "b") {
        // A quote, a slash or a backslash, which stands for itself.
        target.storeBytes(of: letter, toByteOffset: size, as: UInt8.self)
        offset &+= 2
        size &+= 1
        continue
      }
      let unit = readEscape(text, &offset)
      if unit & 0xf800 == 0xd800 {
        size &+= encode(try pair(unit, text, &offset), target + size)
      } else {
        size &+= encode(UInt32(unit), target + size)
      }
    }
    return size
  }

  /// Copies up to `count` bytes as far as the first backslash: how many.
  ///
  /// In bounds: sixteen or eight bytes are moved only where as many are left to read, and there is as much room to
  /// write.
  @inline(__always)
  private static func copyPlain(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, count: Int) -> Int {
    var done = 0
    while done &+ 16 <= count {
      let bytes = source.loadUnaligned(fromByteOffset: done, as: ByteVector.self)
      target.storeBytes(of: bytes, toByteOffset: done, as: ByteVector.self)
      let marks = ByteMarks.bits(bytes .== ByteVector(repeating: UInt8(ascii: "\\")))
      if marks != 0 { return done &+ marks.trailingZeroBitCount }
      done &+= 16
    }
    if done &+ 8 <= count {
      let word = source.loadUnaligned(fromByteOffset: done, as: UInt64.self)
      target.storeBytes(of: word, toByteOffset: done, as: UInt64.self)
      let bytes = UInt64(littleEndian: word) ^ 0x5c5c_5c5c_5c5c_5c5c
      let marks = (bytes &- 0x0101_0101_0101_0101) & ~bytes & 0x8080_8080_8080_8080
      if marks != 0 { return done &+ marks.trailingZeroBitCount >> 3 }
      done &+= 8
    }
    while done < count {
      let byte = source.load(fromByteOffset: done, as: UInt8.self)
      if byte == UInt8(ascii: "\\") { break }
      target.storeBytes(of: byte, toByteOffset: done, as: UInt8.self)
      done &+= 1
    }
    return done
  }

  /// The same, where sixteen bytes may be moved at any time.
  @inline(__always)
  private static func copyPadded(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, count: Int) -> Int {
    var done = 0
    while done < count {
      let bytes = source.loadUnaligned(fromByteOffset: done, as: ByteVector.self)
      target.storeBytes(of: bytes, toByteOffset: done, as: ByteVector.self)
      let marks = ByteMarks.bits(bytes .== ByteVector(repeating: UInt8(ascii: "\\")))
      if marks != 0 { return min(done &+ marks.trailingZeroBitCount, count) }
      done &+= 16
    }
    return count
  }

  /// The UTF-16 unit of the escape at `offset`, which moves behind it. The scanner has seen that it is whole.
  @inline(__always)
  private static func readEscape(_ text: UnsafeRawBufferPointer, _ offset: inout Int) -> UInt16 {
    let letter = text[offset &+ 1]
    offset &+= 2
    switch letter {
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0c
    case UInt8(ascii: "n"): return 0x0a
    case UInt8(ascii: "r"): return 0x0d
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"): return readUnit(text, &offset)
    default: return UInt16(letter)
    }
  }

  /// The number that four hexadecimal digits make, the first of them the lowest byte; nil if a byte is none.
  ///
  /// A byte below 0x80 is added to so that its highest bit says whether it is as large as what was left out: no byte
  /// carries into the next.
  @inline(__always)
  static func unit(_ bytes: UInt32) -> UInt16? {
    let highest: UInt32 = 0x8080_8080
    let letters = bytes | 0x2020_2020
    let isDigit = (bytes &+ 0x5050_5050) & ~(bytes &+ 0x4646_4646)
    let isLetter = (letters &+ 0x1f1f_1f1f) & ~(letters &+ 0x1919_1919)
    guard bytes & highest == 0, (isDigit | isLetter) & highest == highest else { return nil }
    let values = ((bytes & 0x0f0f_0f0f) &+ (bytes >> 6 & 0x0101_0101) &* 9).byteSwapped
    let pairs = (values | values >> 4) & 0x00ff_00ff
    return UInt16(truncatingIfNeeded: pairs | pairs >> 8)
  }

  private static func readUnit(_ text: UnsafeRawBufferPointer, _ offset: inout Int) -> UInt16 {
    if offset &+ 4 <= text.count,
      let unit = unit(UInt32(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    {
      offset &+= 4
      return unit
    }
    var unit: UInt16 = 0
    for digit in offset..<min(offset &+ 4, text.count) { unit = unit << 4 | UInt16(hexadecimal(text[digit]) ?? 0) }
    offset = min(offset &+ 4, text.count)
    return unit
  }

  /// The character of a pair whose first half was `high`, with the second half escaped at `offset`.
  private static func pair(
    _ high: UInt16, _ text: UnsafeRawBufferPointer, _ offset: inout Int
  ) throws(LoneSurrogate) -> UInt32 {
    guard high < 0xdc00, offset &+ 6 <= text.count, text[offset] == UInt8(ascii: "\\"),
      text[offset &+ 1] == UInt8(ascii: "u")
    else { throw LoneSurrogate(unit: high) }
    offset &+= 2
    let low = readUnit(text, &offset)
    guard low & 0xfc00 == 0xdc00 else { throw LoneSurrogate(unit: high) }
    return 0x10000 &+ UInt32(high & 0x3ff) << 10 &+ UInt32(low & 0x3ff)
  }

  /// Writes a character in UTF-8: one to four bytes, never more than its escape had.
  @inline(__always)
  private static func encode(_ scalar: UInt32, _ target: UnsafeMutableRawPointer) -> Int {
    func put(_ byte: UInt32, _ offset: Int) {
      target.storeBytes(of: UInt8(truncatingIfNeeded: byte), toByteOffset: offset, as: UInt8.self)
    }
    if scalar < 0x80 {
      put(scalar, 0)
      return 1
    }
    if scalar < 0x800 {
      put(0xc0 | scalar >> 6, 0)
      put(0x80 | scalar & 0x3f, 1)
      return 2
    }
    if scalar < 0x10000 {
      put(0xe0 | scalar >> 12, 0)
      put(0x80 | scalar >> 6 & 0x3f, 1)
      put(0x80 | scalar & 0x3f, 2)
      return 3
    }
    put(0xf0 | scalar >> 18, 0)
    put(0x80 | scalar >> 12 & 0x3f, 1)
    put(0x80 | scalar >> 6 & 0x3f, 2)
    put(0x80 | scalar & 0x3f, 3)
    return 4
  }

  /// Writes a nested value without the white space between its parts (copy.md 2.3); strings and numbers stay as they
  /// are. `output` holds at least `text.count` bytes; the answer says how many count.
  package static func compact(
    _ text: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    precondition(output.count >= text.count, "no room for a nested value")
    var size = 0
    var inString = false
    var escaped = false
    for byte in text {
      if inString {
        inString = escaped || byte != UInt8(ascii: "\"")
        escaped = !escaped && byte == UInt8(ascii: "\\")
      } else if JSONScanner.isWhiteSpace(byte) {
        continue
      } else {
        inString = byte == UInt8(ascii: "\"")
      }
      output[size] = byte
      size &+= 1
    }
    return size
  }
}
