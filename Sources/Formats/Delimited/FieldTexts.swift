/// The fields of one column of some rows, of any length, as they stand in the file: quoted where they must be, with the
/// byte that ends them.
///
/// Every text may be read `overrun` bytes past its end, so that it can be copied 16 bytes at a step. The memory is used again
/// block after block; what was written before is gone with the next `DelimitedWriter.finish`.
package final class FieldTexts: @unchecked Sendable {
  package let capacity: Int
  /// Of the last values that were put here, all with an address; `capacity` places.
  package let values: UnsafeMutablePointer<TextValue>
  /// Bytes of all texts together.
  package var size = 0
  private var bytes: UnsafeMutableRawPointer
  private var room = 0

  package init(capacity: Int) {
    self.capacity = capacity
    values = .allocate(capacity: capacity)
    values.initialize(repeating: .null, count: capacity)
    bytes = .allocate(byteCount: 1, alignment: 1)
  }

  deinit {
    values.deallocate()
    bytes.deallocate()
  }

  /// Memory for `count` texts of `wanted` bytes in all; what was there is gone.
  func begin(_ count: Int, bytes wanted: Int) -> UnsafeMutableRawPointer {
    precondition(count <= capacity, "there is a place for each value")
    guard wanted > room else { return bytes }
    bytes.deallocate()
    room = max(wanted, 2 * room)
    bytes = .allocate(byteCount: room, alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: room)
    return bytes
  }
}
