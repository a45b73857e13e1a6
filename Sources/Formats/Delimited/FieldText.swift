/// What the bytes of a field with `hasEscapes` stand for.
package enum FieldText {
  /// Doubled quotes become one. Returns the bytes written, at most `field.count`; `output` must have that room.
  package static func resolveQuotes(
    _ field: UnsafeRawBufferPointer, quote: UInt8, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var count = 0
    var offset = 0
    // In bounds: `count` never overtakes `offset`, which stays below the field's size.
    while offset < field.count {
      let byte = field[offset]
      output[count] = byte
      count &+= 1
      offset &+= byte == quote && offset &+ 1 < field.count && field[offset &+ 1] == quote ? 2 : 1
    }
    return count
  }

  /// A backslash and a byte become that byte (ESCAPE, copy.md part 3). A backslash at the end stands for itself.
  /// Returns the bytes written, at most `field.count`; `output` must have that room.
  package static func resolveBackslashes(
    _ field: UnsafeRawBufferPointer, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var count = 0
    var offset = 0
    // In bounds: `count` never overtakes `offset`, which stays below the field's size.
    while offset < field.count {
      if field[offset] == UInt8(ascii: "\\") && offset &+ 1 < field.count { offset &+= 1 }
      output[count] = field[offset]
      count &+= 1
      offset &+= 1
    }
    return count
  }
}
