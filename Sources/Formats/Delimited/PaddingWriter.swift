import SQLTypes

/// Writes fields of one width, filled up with blanks and never cut (copy.md part 9, FIXEDWIDTH).
///
/// Widths count characters, as COPY counts them: every byte that does not continue a UTF-8 character starts one.
package struct PaddingWriter: Hashable, Sendable {
  package let width: Int
  /// What stands for NULL; fits the width.
  package let null: [UInt8]
  /// For the message.
  package let column: String

  package init(width: Int, null: [UInt8], column: String) {
    self.width = width
    self.null = null
    self.column = column
  }

  /// Characters of UTF-8: a width counts those, not bytes (copy.md 5.3).
  package static func characters(_ text: some Collection<UInt8>) -> Int {
    text.reduce(0) { $0 + ($1 & 0xc0 == 0x80 ? 0 : 1) }
  }

  /// Errors: XX000 for a value wider than the field.
  package func finish(
    _ values: UnsafeBufferPointer<TextValue>, end: UInt8?, into texts: FieldTexts
  ) throws(SQLError) {
    try texts.fill(values, end: end, growth: 1, extra: width + null.count) { (value, target) throws(SQLError) in
      var size = 0
      var width = 0
      func put(_ text: UnsafeBufferPointer<UInt8>) {
        for byte in text {
          target.storeBytes(of: byte, toByteOffset: size, as: UInt8.self)
          size += 1
          width += byte & 0xc0 == 0x80 ? 0 : 1
        }
      }
      if let start = value.start {
        put(UnsafeBufferPointer(start: start, count: value.count))
      } else {
        null.withUnsafeBufferPointer(put)
      }
      guard width <= self.width else { throw tooWide(width) }
      for _ in width..<self.width {
        target.storeBytes(of: 0x20, toByteOffset: size, as: UInt8.self)
        size += 1
      }
      return size
    }
  }

  /// Its text is not known.
  private func tooWide(_ characters: Int) -> SQLError {
    SQLError(
      .internalError,
      "a value of column \"\(column)\" has \(characters) characters and does not fit its width \(width)",
      hint: "FIXEDWIDTH cuts nothing: give the column its longest value's width.")
  }
}
