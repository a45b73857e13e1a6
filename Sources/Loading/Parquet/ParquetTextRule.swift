import Formats
import SQLTypes

/// How the bytes of one value become those of a text column. One worker's: it has memory of its own for what is changed.
final class ParquetTextRule {
  private let conversion: ParquetConversion
  private let replacement: UInt8?
  private let truncates: Bool
  private var made: [UInt8] = []
  /// The last value had bytes that ACCEPTINVCHARS replaced.
  private(set) var hasRepaired = false

  init(_ conversion: ParquetConversion, _ rules: ConversionRules) {
    (self.conversion, replacement, truncates) = (conversion, rules.replacement, rules.truncates)
  }

  /// The text, valid until the next. Errors: why it does not fit.
  func text(_ bytes: UnsafeRawBufferPointer) throws(ParquetValueFault) -> UnsafeRawBufferPointer {
    hasRepaired = false
    switch conversion {
    case .texts(let limit): return try fitted(checked(bytes), limit)
    case .chars(let limit): return try fittedChar(bytes, limit)
    case .uuids(_, let limit): return try fitted(uuid(bytes), limit)
    case .bytes(let limit): return try hexadecimal(bytes, limit)
    default: return bytes
    }
  }

  private func fitted(
    _ text: UnsafeRawBufferPointer, _ limit: Int
  ) throws(ParquetValueFault) -> UnsafeRawBufferPointer {
    guard text.count > limit else { return text }
    guard truncates else { throw .tooLong(text.count) }
    return UnsafeRawBufferPointer(rebasing: text[..<UTF8Check.truncatedCount(text, limit: limit)])
  }

  private func checked(_ text: UnsafeRawBufferPointer) throws(ParquetValueFault) -> UnsafeRawBufferPointer {
    let fault = UTF8Check.firstFault(in: text)
    guard let replacement else {
      if let fault { throw .field(.badUTF8(fault, in: text)) }
      return text
    }
    guard fault != nil || UTF8Check.hasNonCharacter(text) else { return text }
    made.removeAll(keepingCapacity: true)
    hasRepaired = UTF8Check.appendRepaired(text, replacement: replacement, to: &made)
    return kept
  }

  /// `made` keeps its memory until the next value, and this one is copied before that.
  private var kept: UnsafeRawBufferPointer {
    made.withUnsafeBytes { UnsafeRawBufferPointer(start: $0.baseAddress, count: $0.count) }
  }

  /// Without the blanks that pad it.
  private func fittedChar(
    _ text: UnsafeRawBufferPointer, _ limit: Int
  ) throws(ParquetValueFault) -> UnsafeRawBufferPointer {
    if let offset = text.firstIndex(where: { $0 >= 0x80 }) {
      throw .field(CharConverter.multibyte(text, at: offset))
    }
    var end = text.count
    while end > 0, text[end - 1] == 0x20 { end -= 1 }
    return try fitted(UnsafeRawBufferPointer(rebasing: text[..<end]), limit)
  }

  private func uuid(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    made.removeAll(keepingCapacity: true)
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { made.append(UInt8(ascii: "-")) }
      appendDigits(byte)
    }
    return kept
  }

  private func hexadecimal(
    _ bytes: UnsafeRawBufferPointer, _ limit: Int
  ) throws(ParquetValueFault) -> UnsafeRawBufferPointer {
    guard bytes.count <= limit else { throw .tooLong(bytes.count) }
    made.removeAll(keepingCapacity: true)
    for byte in bytes { appendDigits(byte) }
    return kept
  }

  private func appendDigits(_ byte: UInt8) {
    for digit in [byte >> 4, byte & 15] { made.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
  }
}
