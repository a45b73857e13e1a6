/// REMOVEQUOTES: a field may stand in single or double quotes, which are no part of it (copy.md part 3).
///
/// A field that starts with a quote ends at the next such quote that a delimiter or the line's end follows, so that
/// delimiters and other quotes may stand inside:
///
///     "a ( | ) b"|' ' 'Black' ' '|Blue'      a ( | ) b, then ' 'Black' ', then Blue'
///     'Blue|2                                no such quote: the record fails
extension DelimitedMapper {
  /// What a look for a field finds.
  enum FoundField {
    /// `end` is the delimiter's offset, or the line's end.
    case field(FieldSlice, end: Int)
    /// Where a NUL stands in the field.
    case nul(Int)
    /// No quote closes the field.
    case open
  }

  /// The field whose opening quote stands at `start`, in the line that ends at `end`.
  static func quotedField(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, _ options: DelimitedOptions
  ) -> FoundField {
    let quote = base.load(fromByteOffset: start, as: UInt8.self)
    var hasEscapes = false
    var seen: UInt8 = 0
    var offset = start + 1
    // In bounds: `offset` and what follows it are compared with the line's end.
    while offset < end {
      var byte = base.load(fromByteOffset: offset, as: UInt8.self)
      if byte == quote, isFieldEnd(base, offset + 1, end, options.delimiter) {
        let slice = FieldSlice(
          offset: start + 1, length: offset - start - 1, kind: .text, hasEscapes: hasEscapes, isASCII: seen < 0x80)
        return .field(slice, end: offset + 1)
      }
      if options.escapes && byte == UInt8(ascii: "\\") && offset + 1 < end {
        hasEscapes = true
        offset += 1
        byte = base.load(fromByteOffset: offset, as: UInt8.self)
      }
      if byte == 0 && !options.takesNUL { return .nul(offset) }
      seen |= byte
      offset += 1
    }
    return .open
  }

  @inline(__always)
  static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  private static func isFieldEnd(_ base: UnsafeRawPointer, _ offset: Int, _ end: Int, _ delimiter: UInt8) -> Bool {
    offset == end || base.load(fromByteOffset: offset, as: UInt8.self) == delimiter
  }
}
