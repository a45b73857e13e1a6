import Formats
import Synchronization

/// Memory for answers that is used again: small buffers for small objects, large ones for pieces of large ones.
final class BufferPool: @unchecked Sendable {
  /// Bytes of a small buffer at most.
  private static let small = 1 << 16
  private static let (smallKept, largeKept) = (128, 8)

  /// The buffers in them belong to nobody.
  private let free = Mutex<(small: [InputBuffer], large: [InputBuffer])>(([], []))

  /// An empty buffer with room for `size` bytes.
  func take(_ size: Int) -> InputBuffer {
    let found = free.withLock { free in
      // Whoever takes a buffer out has it alone.
      nonisolated(unsafe) let buffer = size <= Self.small ? free.small.popLast() : free.large.popLast()
      return buffer
    }
    guard let found else { return InputBuffer(capacity: max(size, 4096)) }
    found.count = 0
    found.reserve(size)
    return found
  }

  /// Takes a buffer that nobody uses any more.
  func give(_ buffer: InputBuffer) {
    nonisolated(unsafe) let buffer = buffer
    free.withLock { free in
      if buffer.capacity <= Self.small {
        if free.small.count < Self.smallKept { free.small.append(buffer) }
      } else if free.large.count < Self.largeKept {
        free.large.append(buffer)
      }
    }
  }
}
