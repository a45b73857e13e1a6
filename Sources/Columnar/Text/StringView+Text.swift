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
}
