/// Writes rows as RFC 4180 has them, with a delimiter of choice (design.md part 5, "A load folder").
///
/// NULL is the bare token (`\N`), an empty string `""`. A field is put in quotes where it must: for a delimiter, a quote, a
/// line end, a byte order mark at its start, or when it equals the NULL token. Whether COPY takes a quoted token for NULL
/// is not known, so an exporter asks `equalsNull` first and chooses another token (NULL AS).
package struct DelimitedWriter: Hashable, Sendable {
  package let delimiter: UInt8
  package let quote: UInt8
  package let null: [UInt8]
  private let special: SpecialBytes
  /// Plain columns need no look: the delimiter is none of their bytes.
  private let trustsPlain: Bool

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""), null: String = "\\N"
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.null = Array(null.utf8)
    special = SpecialBytes(delimiter, quote)
    trustsPlain = ![delimiter, quote].contains(where: Self.isPlain)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: "+-.: ".utf8.contains(byte)
    }
  }

  /// One line of names.
  package func writeHeader(_ names: [String], into buffer: InputBuffer) {
    var output = OutputCursor(buffer)
    for (index, name) in names.enumerated() {
      if index > 0 { output.put(delimiter) }
      // One byte more, so that an empty name has an address too and is not NULL.
      let bytes = Array(name.utf8) + [0]
      bytes.withUnsafeBufferPointer { write(TextValue($0.baseAddress, count: $0.count - 1), &output) }
    }
    output.put(0x0a)
    output.finish()
  }

  /// The rows `range` of `columns`, behind what is in `buffer`.
  package func write(rows range: Range<Int>, of columns: [TextColumn], into buffer: InputBuffer) {
    precondition(columns.allSatisfy { $0.values.count >= range.upperBound }, "a column is shorter than its batch")
    var output = OutputCursor(buffer)
    columns.withUnsafeBufferPointer { columns in
      for row in range {
        for (index, column) in columns.enumerated() {
          if index > 0 { output.put(delimiter) }
          // In bounds: checked above for all rows.
          let value = column.values[row]
          if column.isPlain && trustsPlain && value.start != nil && value.count > 0 {
            output.put(value)
          } else {
            write(value, &output)
          }
        }
        output.put(0x0a)
      }
    }
    output.finish()
  }

  /// A value that, bare, would read as NULL.
  package func equalsNull(_ value: UnsafeRawBufferPointer) -> Bool { null.elementsEqual(value) }

  @inline(__always)
  private func write(_ value: TextValue, _ output: inout OutputCursor) {
    guard let start = value.start else { return output.put(null) }
    if value.count == 0 { return output.put(quote, quote) }
    if special.occur(in: start, value.count) || isMistakable(start, value.count) {
      output.put(value, in: quote)
    } else {
      output.put(value)
    }
  }

  /// The NULL token, or a byte order mark, which a reader would drop at the start of a file.
  @inline(__always)
  private func isMistakable(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if start[0] == 0xef && count >= 3 && start[1] == 0xbb && start[2] == 0xbf { return true }
    guard count == null.count, start[0] == null[0] else { return false }
    return UnsafeBufferPointer(start: start, count: count).elementsEqual(null)
  }
}
