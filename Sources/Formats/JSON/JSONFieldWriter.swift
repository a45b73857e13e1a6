import SQLTypes

/// Writes values as JSON (copy.md part 9): numbers bare, SUPER as the JSON it is, all else as strings.
package struct JSONFieldWriter: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case number
    /// Digits stand bare; NaN and the infinities, which JSON has not, are strings, as COPY reads them.
    case float
    case string
    /// JSON already.
    case document
  }

  package static let null = Array("null".utf8)

  package let kind: Kind

  package init(_ kind: Kind) { self.kind = kind }

  /// The values as JSON: strings in quotes, with escapes; NULL as `null`.
  package func finish(_ values: UnsafeBufferPointer<TextValue>, end: UInt8?, into texts: FieldTexts) {
    texts.fill(values, end: end, growth: 6, extra: 4) { value, target in
      guard let start = value.start else {
        target.copyMemory(from: Self.null, byteCount: Self.null.count)
        return Self.null.count
      }
      guard isQuoted(start, value.count) else {
        target.copyMemory(from: start, byteCount: value.count)
        return value.count
      }
      return Self.putString(UnsafeBufferPointer(start: start, count: value.count), at: target)
    }
  }

  private func isQuoted(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    switch kind {
    case .number, .document: false
    case .float: !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(start[count - 1])
    case .string: true
    }
  }

  /// `{"name":` or `"name":`
  package static func lead(_ name: String, isFirst: Bool) -> [UInt8] {
    (isFirst ? [UInt8(ascii: "{")] : []) + quoted(name) + [UInt8(ascii: ":")]
  }

  static func quoted(_ text: String) -> [UInt8] {
    Array(text.utf8).withUnsafeBytes { quoted($0) }
  }

  static func quoted(_ source: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 6 * source.count + 2 + SpecialBytes.overrun) { buffer, count in
      guard let target = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
      count = source.withMemoryRebound(to: UInt8.self) { putString($0, at: target) }
    }
  }

  /// 16 bytes at a step, up to the next one to escape. Gives the bytes written, at most six for each of the text's and
  /// two more, and stores up to `SpecialBytes.overrun` behind them.
  private static func putString(_ text: UnsafeBufferPointer<UInt8>, at target: UnsafeMutableRawPointer) -> Int {
    let (quotes, slashes) = (ByteVector(repeating: UInt8(ascii: "\"")), ByteVector(repeating: UInt8(ascii: "\\")))
    let blanks = ByteVector(repeating: 0x20)
    target.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
    var size = 1
    var offset = 0
    if let start = UnsafeRawPointer(text.baseAddress) {
      while offset < text.count {
        let left = text.count &- offset
        let bytes =
          left >= 16
          ? start.loadUnaligned(fromByteOffset: offset, as: ByteVector.self) : SpecialBytes.short(start + offset, left)
        target.storeBytes(of: bytes, toByteOffset: size, as: ByteVector.self)
        let special = (bytes .== quotes) .| (bytes .== slashes) .| (bytes .< blanks)
        let plain = min(min(left, 16), ByteMarks.bits(special).trailingZeroBitCount)
        offset &+= plain
        size &+= plain
        guard plain < min(left, 16) else { continue }
        size &+= putEscape(of: text[offset], at: target + size)
        offset &+= 1
      }
    }
    target.storeBytes(of: UInt8(ascii: "\""), toByteOffset: size, as: UInt8.self)
    return size &+ 1
  }

  private static func putEscape(of byte: UInt8, at target: UnsafeMutableRawPointer) -> Int {
    let short: UInt8? =
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
      case 0x08: UInt8(ascii: "b")
      case 0x09: UInt8(ascii: "t")
      case 0x0a: UInt8(ascii: "n")
      case 0x0c: UInt8(ascii: "f")
      case 0x0d: UInt8(ascii: "r")
      default: nil
      }
    target.storeBytes(of: UInt8(ascii: "\\"), as: UInt8.self)
    if let short {
      target.storeBytes(of: short, toByteOffset: 1, as: UInt8.self)
      return 2
    }
    // `u00` and two digits, the first of which is 0 or 1.
    let last = byte & 15
    target.storeBytes(of: UInt8(ascii: "u"), toByteOffset: 1, as: UInt8.self)
    target.storeBytes(of: 0x30, toByteOffset: 2, as: UInt8.self)
    target.storeBytes(of: 0x30, toByteOffset: 3, as: UInt8.self)
    target.storeBytes(of: 0x30 + byte >> 4, toByteOffset: 4, as: UInt8.self)
    target.storeBytes(of: last < 10 ? 0x30 + last : UInt8(ascii: "a") + last - 10, toByteOffset: 5, as: UInt8.self)
    return 6
  }
}
