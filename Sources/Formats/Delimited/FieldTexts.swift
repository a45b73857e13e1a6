import SQLTypes

/// The fields of one column of some rows, of any length, as they stand in the file: quoted where they must be, with the
/// byte that ends them.
///
/// Every text may be read `overrun` bytes past its end, so that it can be copied 16 bytes at a step. The memory is used
/// again block after block; what was written before is gone with the next `fill`.
package final class FieldTexts: @unchecked Sendable {
  package let capacity: Int
  /// Of the last values that were put here, all with an address; `capacity` of them.
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
    precondition(count <= capacity, "there is room for each value")
    guard wanted > room else { return bytes }
    bytes.deallocate()
    room = max(wanted, 2 * room)
    bytes = .allocate(byteCount: room, alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: room)
    return bytes
  }

  /// The texts that `put` makes of `source`, each with the byte `end` behind it. `put` gives the bytes it wrote, at
  /// most `growth` times the value's and `extra` more, and may store `SpecialBytes.overrun` behind them.
  @inline(__always)
  func fill<E: Error>(
    _ source: UnsafeBufferPointer<TextValue>, end: UInt8?, growth: Int, extra: Int,
    _ put: (TextValue, UnsafeMutableRawPointer) throws(E) -> Int
  ) throws(E) {
    var wanted = SpecialBytes.overrun + FieldColumn.overrun
    for value in source { wanted &+= growth &* value.count &+ extra &+ 1 }
    let start = begin(source.count, bytes: wanted)
    let fields = values
    var target = start
    for row in 0..<source.count {
      var count = try put(source[row], target)
      if let end {
        target.storeBytes(of: end, toByteOffset: count, as: UInt8.self)
        count &+= 1
      }
      fields[row] = TextValue(UnsafeRawPointer(target).assumingMemoryBound(to: UInt8.self), count: count)
      target += count
    }
    size = target - start
  }

  /// One text for every row: what stands between the columns.
  package convenience init(repeating text: [UInt8], capacity: Int) {
    self.init(capacity: capacity)
    let start = begin(capacity, bytes: text.count + FieldColumn.overrun)
    start.copyMemory(from: text, byteCount: text.count)
    let value = TextValue(UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: text.count)
    values.update(repeating: value, count: capacity)
    size = capacity * text.count
  }
}
