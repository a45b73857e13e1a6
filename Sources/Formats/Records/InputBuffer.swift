/// Reusable memory for a window of input, readable `padding` bytes past its end so that scanners may load whole
/// vectors.
///
/// The one owner of input memory: `bytes` is valid until the next `reserve` or until the buffer goes away.
/// Not thread-safe: one worker, one buffer.
package final class InputBuffer {
  package static let padding = 64

  private var base: UnsafeMutableRawPointer
  package private(set) var capacity: Int
  /// Bytes in use, from the start.
  package var count = 0

  package init(capacity: Int = 1 << 16) {
    self.capacity = max(capacity, 1)
    base = Self.allocate(self.capacity)
  }

  deinit { base.deallocate() }

  /// The bytes in use.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// The free bytes behind those in use, to read into; add what was read to `count`.
  package var free: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
  }

  /// Makes room for `wanted` bytes in all; those in use stay.
  package func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let size = max(wanted, capacity * 2)
    let grown = Self.allocate(size)
    grown.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = grown
    capacity = size
  }

  /// Drops the first `used` bytes and moves the rest to the front.
  package func discard(_ used: Int) {
    base.copyMemory(from: base + used, byteCount: count - used)
    count -= used
  }

  /// Copies more input behind what is there.
  package func append(_ more: UnsafeRawBufferPointer) {
    reserve(count + more.count)
    free.copyMemory(from: more)
    count += more.count
  }

  private static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size + padding, alignment: 64)
    (memory + size).initializeMemory(as: UInt8.self, repeating: 0, count: padding)
    return memory
  }
}
