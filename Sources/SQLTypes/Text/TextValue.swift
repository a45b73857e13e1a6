/// One value as text: bytes that stay where they are while they are in use. nil is NULL.
@usableFromInline
package struct TextValue: BitwiseCopyable, Sendable {
  @usableFromInline nonisolated(unsafe) package let start: UnsafePointer<UInt8>?
  @usableFromInline package let count: Int

  /// `start` must stay valid, `count` bytes of it, as long as the value is in use; nil is NULL.
  @inlinable
  package init(_ start: UnsafePointer<UInt8>?, count: Int) {
    self.start = start
    self.count = count
  }

  @inlinable
  package static var null: TextValue { TextValue(nil, count: 0) }
}
