/// What the bytes of a field with `hasEscapes` stand for.
package enum FieldText {
  /// Doubled quotes become one. Returns the bytes written, at most `field.count`; `output` must have that room.
  package static func resolveQuotes(
    _ field: UnsafeRawBufferPointer, quote: UInt8, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var count = 0
    var place = 0
    // In bounds: `count` never overtakes `place`, which stays below the field's size.
    while place < field.count {
      let byte = field[place]
      output[count] = byte
      count &+= 1
      place &+= byte == quote && place &+ 1 < field.count && field[place &+ 1] == quote ? 2 : 1
    }
    return count
  }

  /// A backslash and a byte become that byte (ESCAPE, copy.md part 3). A backslash at the end stands for itself.
  /// Returns the bytes written, at most `field.count`; `output` must have that room.
  package static func resolveBackslashes(
    _ field: UnsafeRawBufferPointer, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var count = 0
    var place = 0
    // In bounds: `count` never overtakes `place`, which stays below the field's size.
    while place < field.count {
      if field[place] == UInt8(ascii: "\\") && place &+ 1 < field.count { place &+= 1 }
      output[count] = field[place]
      count &+= 1
      place &+= 1
    }
    return count
  }
}
