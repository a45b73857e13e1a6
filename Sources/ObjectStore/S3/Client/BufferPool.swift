import Formats
import System

/// Memory for answers that is used again: small buffers for small objects, large ones for pieces of large ones.
final class BufferPool: Sendable {
  /// Bytes of a small buffer at most.
  private static let smallSize = 1 << 16

  private let small = FreeList<InputBuffer>(limit: 128)
  private let large = FreeList<InputBuffer>(limit: 8)

  /// An empty buffer with room for `size` bytes.
  func take(_ size: Int) -> InputBuffer {
    guard let found = size <= Self.smallSize ? small.take() : large.take() else {
      return InputBuffer(capacity: max(size, 4096))
    }
    found.count = 0
    found.reserve(size)
    return found
  }

  /// Takes a buffer that nobody uses any more.
  func give(_ buffer: InputBuffer) {
    if buffer.capacity <= Self.smallSize { small.give(buffer) } else { large.give(buffer) }
  }
}
