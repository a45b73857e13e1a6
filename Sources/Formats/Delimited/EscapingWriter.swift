import SQLTypes

/// Writes fields of delimited text (copy.md part 9): bare, with backslashes (ESCAPE), in quotes (ADDQUOTES), or both.
///
/// | | a value | NULL |
/// |---|---|---|
/// | bare | as it is, whatever it holds | the token, nothing without NULL AS |
/// | ESCAPE | `\` before a line feed, a carriage return, the delimiter and `\` | the token |
/// | ADDQUOTES | in `"` | the token, without quotes |
/// | both | the same, and `\` before `"` and `'` | the token |
///
/// With ESCAPE a byte order mark at a field's start gets a backslash too, or a reader would drop it at a file's start.
package struct EscapingWriter: Hashable, Sendable {
  package let delimiter: UInt8
  package let escapes: Bool
  package let quotes: Bool
  package let null: [UInt8]
  /// Numbers and datetimes hold nothing to escape, and fields of this column get no quotes.
  package let trustsPlain: Bool
  private let special: SpecialBytes

  private static let backslash = UInt8(ascii: "\\")
  private static let quote = UInt8(ascii: "\"")

  /// `isText`: of a column whose values are text; others get quotes only where numbers may hold the delimiter.
  package init(delimiter: UInt8, escapes: Bool, quotes: Bool, null: [UInt8], isText: Bool) {
    let isSafe = !DelimitedWriter.isPlain(delimiter)
    self.delimiter = delimiter
    self.escapes = escapes
    self.quotes = quotes && (isText || !isSafe)
    self.null = null
    trustsPlain = !isText && (isSafe || !(escapes || quotes))
    special = SpecialBytes(delimiter == 0 ? Self.backslash : delimiter, Self.backslash)
  }

  /// The fields of a column's values, with what they hold escaped and quoted.
  package func finish(_ values: UnsafeBufferPointer<TextValue>, end: UInt8?, into texts: FieldTexts) {
    texts.fill(values, end: end, growth: escapes ? 2 : 1, extra: max(2, null.count)) { value, target in
      guard let start = value.start else {
        null.withUnsafeBytes {
          target.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(target), byteCount: $0.count)
        }
        return null.count
      }
      guard quotes else { return put(start, value.count, at: target) }
      target.storeBytes(of: Self.quote, as: UInt8.self)
      let count = put(start, value.count, at: target + 1)
      target.storeBytes(of: Self.quote, toByteOffset: count &+ 1, as: UInt8.self)
      return count &+ 2
    }
  }

  /// Stores up to `SpecialBytes.overrun` bytes behind those it counts.
  @inline(__always)
  private func put(_ start: UnsafePointer<UInt8>, _ count: Int, at target: UnsafeMutableRawPointer) -> Int {
    let isSpecial = special.copy(UnsafeRawPointer(start), count, to: target)
    guard escapes, isSpecial || quotes || delimiter == 0 || (count > 0 && start[0] == 0xef) else { return count }
    return putEscaped(start, count, at: target)
  }

  private func putEscaped(_ start: UnsafePointer<UInt8>, _ count: Int, at target: UnsafeMutableRawPointer) -> Int {
    var size = 0
    if count >= 3, start[0] == 0xef, start[1] == 0xbb, start[2] == 0xbf {
      target.storeBytes(of: Self.backslash, as: UInt8.self)
      size = 1
    }
    for offset in 0..<count {
      let byte = start[offset]
      if isEscaped(byte) {
        target.storeBytes(of: Self.backslash, toByteOffset: size, as: UInt8.self)
        size &+= 1
      }
      target.storeBytes(of: byte, toByteOffset: size, as: UInt8.self)
      size &+= 1
    }
    return size
  }

  private func isEscaped(_ byte: UInt8) -> Bool {
    switch byte {
    case Self.backslash, 0x0a, 0x0d: true
    case Self.quote, UInt8(ascii: "'"): quotes || byte == delimiter
    default: byte == delimiter
    }
  }
}
