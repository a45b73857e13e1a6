import Formats
import SQLTypes

/// The text of a field, with the escapes of its format resolved.
///
/// What JSON says without quotes becomes text first, as in Redshift (copy.md 7.2): a whole number keeps its digits, any
/// other number is printed with 17 digits, so `1540919166796.0` is `1540919166796` and `25.67084` is
/// `25.670839999999998`.
final class FieldReader {
  private let nullText: [UInt8]
  private let quote: UInt8
  private let truncates: Bool
  /// With ESCAPE, `\\N` is NULL as well as `\N`.
  private let escapedNull: [UInt8]
  /// NULL AS holds a digit, so it may look like a number.
  let nullIsPlain: Bool
  private let scratch = InputBuffer(capacity: 4096)
  private let json = InputBuffer(capacity: 256)

  init(_ options: CopyOptions) {
    nullText = options.rules.nullText
    nullIsPlain = nullText.contains { $0.isDigit }
    quote = options.quote
    truncates = options.rules.truncates
    escapedNull = options.hasEscapes && options.rules.nullText == Array("\\N".utf8) ? Array("\\\\N".utf8) : nullText
  }

  /// Whether an unquoted field of text is the one that stands for NULL.
  @inline(__always)
  func isNull(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if bytes.count == nullText.count { return matches(bytes, nullText) }
    return bytes.count == escapedNull.count && matches(bytes, escapedNull)
  }

  /// Whether the field holds bytes that become the text of a value: always the same text for the same bytes and form.
  @inline(__always)
  func isText(_ field: FieldSlice, _ raw: UnsafeRawBufferPointer) -> Bool {
    switch field.kind {
    case .missing, .null, .indexOutOfRange, .notAnObject, .absent: false
    case .text: !isNull(raw)
    default: true
    }
  }

  /// ASCII that is longer than a column of text takes and ends in no blank, which no option changes: known without a
  /// look at the text. What else is too long is found where its text is read.
  @inline(__always)
  func isTooLong(_ field: FieldSlice, _ window: UnsafeRawBufferPointer, for limit: Int) -> Bool {
    guard field.length > limit, field.isPlainText, !truncates else { return false }
    let raw = Self.raw(field, window)
    return !raw[raw.count - 1].isBlank && !(field.kind == .text && isNull(raw))
  }

  /// The field's bytes as they stand in the window; mappers yield only slices that lie in it.
  @inline(__always)
  static func raw(_ field: FieldSlice, _ window: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    assert(field.offset + field.length <= window.count)
    return UnsafeRawBufferPointer(
      start: window.baseAddress.unsafelyUnwrapped + field.offset, count: field.length)
  }

  /// nil for NULL. The bytes stay until the next call. Errors: paths that led nowhere, lone surrogates.
  func text(_ field: FieldSlice, _ window: UnsafeRawBufferPointer) throws(FieldFault) -> UnsafeRawBufferPointer? {
    switch field.kind {
    case .missing, .null: return nil
    case .indexOutOfRange: throw .indexOutOfRange
    case .notAnObject: throw .notAnObject
    case .absent: throw .noDelimiter
    case .true: return Self.literal("true")
    case .false: return Self.literal("false")
    case .number: return number(Self.raw(field, window))
    case .nested: return write(Self.raw(field, window).count) { JSONText.compact(Self.raw(field, window), into: $0) }
    case .string: return field.hasEscapes ? try unescape(Self.raw(field, window)) : Self.raw(field, window)
    case .text:
      let raw = Self.raw(field, window)
      if isNull(raw) { return nil }
      return field.hasEscapes ? resolve(raw) { FieldText.resolveBackslashes(raw, into: $0) } : raw
    case .quotedText:
      let raw = Self.raw(field, window)
      return field.hasEscapes ? resolve(raw) { FieldText.resolveQuotes(raw, quote: quote, into: $0) } : raw
    }
  }

  /// The same for a column of text, where JSON's `"\u0000…"` is refused unless it is that byte alone (copy.md 12b).
  func characters(_ field: FieldSlice, _ window: UnsafeRawBufferPointer) throws(FieldFault) -> UnsafeRawBufferPointer? {
    let text = try text(field, window)
    if field.kind == .string, field.hasEscapes, let text, text.count > 1, text[0] == 0 { throw .nullByte }
    return text
  }

  /// A field of text without a look at NULL AS.
  func textBesidesNull(_ field: FieldSlice, _ window: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let raw = Self.raw(field, window)
    guard field.hasEscapes else { return raw }
    return field.kind == .text
      ? resolve(raw) { FieldText.resolveBackslashes(raw, into: $0) }
      : resolve(raw) { FieldText.resolveQuotes(raw, quote: quote, into: $0) }
  }

  /// Whether a text is one JSON value.
  func isJSON(_ text: UnsafeRawBufferPointer) -> Bool { JSONText.isValue(text, json) }

  private func matches(_ bytes: UnsafeRawBufferPointer, _ text: [UInt8]) -> Bool {
    for index in 0..<text.count where bytes[index] != text[index] { return false }
    return true
  }

  private static func literal(_ text: StaticString) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Lets `body` fill up to `limit` bytes of the scratch memory.
  private func write(_ limit: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> UnsafeRawBufferPointer {
    scratch.count = 0
    scratch.reserve(limit)
    scratch.count = body(scratch.free)
    return scratch.bytes
  }

  /// The same for a writer that needs as much room as `raw` has bytes, which are some.
  private func resolve(
    _ raw: UnsafeRawBufferPointer, _ body: (UnsafeMutablePointer<UInt8>) -> Int
  ) -> UnsafeRawBufferPointer {
    write(raw.count) { output in
      guard let start = output.baseAddress else { return 0 }
      return body(start.assumingMemoryBound(to: UInt8.self))
    }
  }

  private func number(_ raw: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let digits = raw.first == UInt8(ascii: "-") ? raw.dropFirst() : raw[...]
    if digits.allSatisfy(\.isDigit) { return raw }
    let printed = write(max(raw.count, DoubleText.maximumLength)) { JSONText.printNumber(raw, into: $0) ?? 0 }
    return printed.isEmpty ? raw : printed
  }

  private func unescape(_ raw: UnsafeRawBufferPointer) throws(FieldFault) -> UnsafeRawBufferPointer {
    scratch.count = 0
    scratch.reserve(raw.count + JSONText.padding)
    do throws(JSONText.LoneSurrogate) {
      scratch.count = try JSONText.unescape(padded: raw, into: scratch.free)
    } catch { throw .loneSurrogate(error) }
    return scratch.bytes
  }
}

extension FieldSlice {
  /// Text of ASCII as it stands, in one comparison.
  @inline(__always)
  var isPlainText: Bool {
    let kinds: UInt64 = 1 << Kind.string.rawValue | 1 << Kind.text.rawValue | 1 << Kind.quotedText.rawValue
    return isPlain && kinds &>> UInt64(kind.rawValue) & 1 != 0
  }
}
