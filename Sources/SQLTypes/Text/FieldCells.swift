/// The texts of one column of some rows, each with the byte that ends its field in a file, in cells of 32 bytes.
///
/// Whatever its length, a row writer copies a cell with two wide loads and stores, and looks at nothing but the count:
///
/// ```
///           bytes (32 a row)   counts
/// row 0     1 7 ,              3
/// row 1     - 1 2 0 4 ,        6
/// ```
///
/// The columns of numbers and datetimes that make up most of a load file are written this way by functions that live
/// beside their slow references: `fill(integers:)`, `fill(timestamps:)`.
@usableFromInline
package final class FieldCells {
  @inlinable package static var width: Int { 32 }
  /// Of the text in a cell, without the byte behind it.
  @inlinable package static var longestText: Int { width - 1 }
  /// What a writer may ask for behind the last cell, and never fills.
  @inlinable package static var room: Int { 512 }

  @usableFromInline package let capacity: Int
  /// `capacity` cells and `room` behind them.
  @usableFromInline package let bytes: UnsafeMutableRawPointer
  /// `capacity` numbers of bytes, each with the one that ends the field.
  @usableFromInline package let counts: UnsafeMutablePointer<UInt8>

  package init(capacity: Int) {
    self.capacity = capacity
    let size = capacity * Self.width + Self.room
    bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Self.width)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    counts = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    counts.initialize(repeating: 0, count: capacity)
  }

  deinit {
    bytes.deallocate()
    counts.deallocate()
  }

  /// Row by row in upward order, with any writer of at most `longestText` bytes; it may ask for as much room as `room`.
  @inlinable
  package func fill(_ rows: Int, end: UInt8, _ write: (Int, UnsafeMutableRawBufferPointer) -> Int) {
    precondition(rows <= capacity, "the cells hold the block")
    for row in 0..<rows { put(row, end: end) { write(row, $0) } }
  }

  /// One row's text, for any row of `capacity`; may spoil the cells behind it.
  @inlinable @inline(__always)
  package func put(_ row: Int, end: UInt8, _ write: (UnsafeMutableRawBufferPointer) -> Int) {
    let cell = bytes + row &* Self.width
    let count = write(UnsafeMutableRawBufferPointer(start: cell, count: Self.room))
    precondition(count <= Self.longestText, "the text fits a cell")
    finish(row, count, end)
  }

  /// `count` is at most `longestText`.
  @inlinable @inline(__always)
  package func finish(_ row: Int, _ count: Int, _ end: UInt8) {
    bytes.storeBytes(of: end, toByteOffset: row &* Self.width &+ count, as: UInt8.self)
    counts[row] = UInt8(truncatingIfNeeded: count &+ 1)
  }

  /// Puts `text`, of at most `longestText` bytes, into one cell.
  package func replace(_ row: Int, with text: [UInt8], end: UInt8) {
    precondition(row < capacity && text.count <= Self.longestText, "the text fits a cell")
    text.withUnsafeBytes {
      (bytes + row * Self.width).copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(bytes), byteCount: $0.count)
    }
    finish(row, text.count, end)
  }
}
