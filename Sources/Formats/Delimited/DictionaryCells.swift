import SQLTypes

/// The finished texts of a dictionary's values, and of NULL, where all are short: each in a cell of 32 bytes whose last
/// byte tells its length.
///
/// ```
/// value 0      S O A B C 1 2 A , …  9
/// value 1      S O X Y Z 1 2 B , …  9
/// nullIndex    \ N ,             …  3
/// ```
///
/// **What it gains.** A dictionary that a join brought is larger than the caches, and its values are asked for in any
/// order. A cell lies in one line of the cache; a list of offsets and the texts they lead to are two or three.
@usableFromInline
package final class DictionaryCells: @unchecked Sendable {
  /// Of a text, with the byte that ends its field.
  private static let longestText = FieldCells.width - 1

  /// Cells, the one for NULL among them.
  @usableFromInline package let count: Int
  /// `count` cells, written before anybody else sees them.
  @usableFromInline package let bytes: UnsafeMutableRawPointer

  package var nullIndex: Int { count - 1 }

  /// For so many values.
  package init(values: Int) {
    count = values + 1
    bytes = .allocate(byteCount: count * FieldCells.width, alignment: FieldCells.width)
  }

  deinit { bytes.deallocate() }

  /// Puts the first `rows` texts into the cells from `index` on. False if one is too long.
  package func put(_ texts: FieldTexts, rows: Int, at index: Int) -> Bool {
    precondition(index + rows <= count && rows <= texts.capacity, "there is a cell for each text")
    for row in 0..<rows {
      let text = texts.values[row]
      guard text.count <= Self.longestText, let start = text.start else { return false }
      let cell = bytes + (index + row) * FieldCells.width
      // In bounds: a text may be read as far behind its end.
      cell.copyMemory(from: start, byteCount: FieldCells.width)
      cell.storeBytes(of: UInt8(truncatingIfNeeded: text.count), toByteOffset: Self.longestText, as: UInt8.self)
    }
    return true
  }

  /// Copies the cell of one value and gives the bytes of its text.
  @inlinable @inline(__always)
  package func copy(_ index: Int, to target: UnsafeMutableRawPointer) -> UInt8 {
    precondition(index < count, "a code is an index of its dictionary")
    let cell = bytes + index &* FieldCells.width
    target.copyMemory(from: cell, byteCount: FieldCells.width)
    return cell.load(fromByteOffset: FieldCells.width &- 1, as: UInt8.self)
  }
}
