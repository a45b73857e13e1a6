/// A block of bytes that string views point into; freed when the last column that holds it is gone.
///
/// One builder writes it, and never again where a column's views point to: that makes it safe to share.
package final class ByteArena: @unchecked Sendable {
  @usableFromInline let base: UnsafeMutableRawPointer
  @usableFromInline package let capacity: Int
  @usableFromInline var used = 0

  package init(capacity: Int) {
    self.capacity = capacity
    base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
  }

  deinit { base.deallocate() }

  @inlinable package var free: Int { capacity - used }

  /// Hands out `count` bytes, which must be free: the caller has asked `free`.
  @inlinable package func take(_ count: Int) -> UnsafeMutableRawPointer {
    precondition(count <= capacity - used, "an arena hands out only what it has")
    let address = base + used
    used += count
    return address
  }
}
