import SQLTypes

extension UnsafePointer<StringView> {
  /// The bytes of the string that stands here: a short one's behind the four of its length, a long one's in its arena.
  /// Valid as long as the view stays where it is and the arena lives.
  @inlinable
  package var text: TextValue {
    if pointee.isInline {
      return TextValue((UnsafeRawPointer(self) + 4).assumingMemoryBound(to: UInt8.self), count: pointee.count)
    }
    return pointee.withBytes { TextValue($0.baseAddress?.assumingMemoryBound(to: UInt8.self), count: $0.count) }
  }

  /// One of the bytes of the string that stands here, or of its view. No branch: to be read ahead for strings of any
  /// length.
  @inline(__always)
  var someByte: UInt8 {
    let (view, bytes) = (UInt(bitPattern: self), UInt(truncatingIfNeeded: pointee.tail))
    let address = pointee.isInline ? view : bytes
    // Of a view or, where that is not all of it, of a string: never nil.
    return UnsafePointer<UInt8>(bitPattern: address).unsafelyUnwrapped.pointee
  }
}
