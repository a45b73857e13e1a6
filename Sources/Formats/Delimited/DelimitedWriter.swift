import SQLTypes

/// Writes fields as RFC 4180 has them, with a delimiter of choice (CommandLine.md "Load folders").
///
/// NULL is the bare token (`\N`), an empty string `""`. A field is put in quotes where it must: for a delimiter, a
/// quote, a line end, a byte order mark at its start, or when it equals the NULL token. Whether COPY takes a quoted
/// token for NULL is not known, so an exporter asks `equalsNull` first and chooses another token (NULL AS).
///
/// Fields are finished column by column, each with the byte that ends it, and put together to rows by
/// `FieldColumn.join`.
package struct DelimitedWriter: Hashable, Sendable {
  package let delimiter: UInt8
  package let quote: UInt8
  package let null: [UInt8]
  /// Numbers, dates and the like need no look: neither delimiter nor quote is a letter, a digit or one of `+-.: `.
  package let trustsPlain: Bool
  private let special: SpecialBytes

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""), null: String = "\\N"
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.null = Array(null.utf8)
    special = SpecialBytes(delimiter, quote)
    trustsPlain = ![delimiter, quote].contains(where: Self.isPlain)
  }

  static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: "+-.: ".utf8.contains(byte)
    }
  }

  /// What stands behind a field.
  package func end(isLast: Bool) -> UInt8 { isLast ? 0x0a : delimiter }

  /// The fields of a column's values, in place of what `texts` held.
  package func finish(_ values: UnsafeBufferPointer<TextValue>, end: UInt8?, into texts: FieldTexts) {
    // Quotes around and all doubled, or the token: what a value may need at most.
    texts.fill(values, end: end, growth: 2, extra: max(2, null.count)) { put($0, at: $1) }
  }

  /// A value that, bare, would read as NULL.
  package func equalsNull(_ value: UnsafeRawBufferPointer) -> Bool { null.elementsEqual(value) }

  /// Stores up to `SpecialBytes.overrun` bytes behind those it counts.
  @inline(__always)
  private func put(_ value: TextValue, at target: UnsafeMutableRawPointer) -> Int {
    guard let start = value.start else { return putNull(at: target) }
    let source = UnsafeRawPointer(start)
    let mustQuote = special.copy(source, value.count, to: target)
    // An empty value is one to quote: bare it would read as NULL or as nothing.
    if mustQuote || value.count == 0 || isMistakable(start, value.count) {
      return special.copyQuoted(source, value.count, to: target)
    }
    return value.count
  }

  private func putNull(at target: UnsafeMutableRawPointer) -> Int {
    for (offset, byte) in null.enumerated() { target.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self) }
    return null.count
  }

  /// The NULL token, or a byte order mark, which a reader would drop at the start of a file.
  @inline(__always)
  private func isMistakable(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if start[0] == 0xef && count >= 3 && start[1] == 0xbb && start[2] == 0xbf { return true }
    guard count == null.count, start[0] == null[0] else { return false }
    return UnsafeBufferPointer(start: start, count: count).elementsEqual(null)
  }
}
