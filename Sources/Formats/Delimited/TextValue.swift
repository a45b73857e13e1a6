/// One value as text, for a writer: bytes that stay where they are while they are written. nil is NULL.
@usableFromInline
package struct TextValue {
  @usableFromInline let start: UnsafePointer<UInt8>?
  @usableFromInline let count: Int

  /// `start` must stay valid, `count` bytes of it, until the writer returns; nil is NULL.
  @inlinable
  package init(_ start: UnsafePointer<UInt8>?, count: Int) {
    self.start = start
    self.count = count
  }

  package static var null: TextValue { TextValue(nil, count: 0) }
}

/// One column of a batch as text, for a writer.
package struct TextColumn {
  let values: UnsafeBufferPointer<TextValue>
  /// Numbers, dates and the like: ASCII letters, digits and `+-.: ` only.
  let isPlain: Bool

  package init(_ values: UnsafeBufferPointer<TextValue>, isPlain: Bool) {
    self.values = values
    self.isPlain = isPlain
  }
}
