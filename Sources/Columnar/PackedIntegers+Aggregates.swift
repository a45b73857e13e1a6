/// Sums and extremes of packed integers from the offsets alone: no value is spelled out, and a loop over bytes or
/// shorts reads an eighth or a fourth of the memory that words take.
///
/// ```
/// sum        offsets up to 99,999: 42,949 of them fit 32 bits, so that four are added at once, block by block
/// extremes   a block at a time, until one holds what the bounds tell that no value is beyond
/// ```
extension PackedIntegers {
  /// Rows looked at between two questions whether there is more to find.
  private static let block = 1024

  /// The sum of the values of the valid rows, which no number of rows makes too large.
  package func sum(_ validity: Validity) -> Int128 {
    let above =
      switch offsets {
      case .bytes(let offsets): sum(offsets, validity)
      case .shorts(let offsets): sum(offsets, validity)
      case .words(let offsets): sum(offsets, validity)
      }
    return Int128(base) * Int128(count - validity.nullCount(count)) + Int128(above)
  }

  /// The least value of the valid rows; nil where there is none.
  package func least(_ validity: Validity) -> Int64? { extreme(validity, isLeast: true, last: bounds.lowerBound) }

  /// The greatest value of the valid rows; nil where there is none.
  package func greatest(_ validity: Validity) -> Int64? { extreme(validity, isLeast: false, last: bounds.upperBound) }

  /// No value is beyond `last`.
  @inline(__always)
  private func extreme(_ validity: Validity, isLeast: Bool, last: Int64) -> Int64? {
    guard validity.nullCount(count) < count else { return nil }
    let last = UInt64(bitPattern: last &- base)
    let above =
      switch offsets {
      case .bytes(let offsets): Self.extreme(offsets, validity, isLeast: isLeast, last: last)
      case .shorts(let offsets): Self.extreme(offsets, validity, isLeast: isLeast, last: last)
      case .words(let offsets): Self.extreme(offsets, validity, isLeast: isLeast, last: last)
      }
    return base &+ above
  }

  /// No offset is above it.
  private var span: UInt64 { UInt64(bitPattern: bounds.upperBound &- base) }

  /// Offsets are below 2^32, so that 2^32 of them fit.
  private func sum<Offset: UnsignedInteger & FixedWidthInteger>(_ offsets: [Offset], _ validity: Validity) -> UInt64 {
    guard validity.isAllValid else {
      return offsets.indices.reduce(0) { validity[$1] ? $0 &+ UInt64(offsets[$1]) : $0 }
    }
    let most = Int(clamping: UInt64(UInt32.max) / max(1, span))
    return offsets.withUnsafeBufferPointer { offsets in
      var (sum, start) = (UInt64(0), 0)
      if most < Self.block {
        for offset in offsets { sum &+= UInt64(offset) }
        return sum
      }
      while start < offsets.count {
        let end = min(start &+ most, offsets.count)
        var part: UInt32 = 0
        for row in start..<end { part &+= UInt32(truncatingIfNeeded: offsets[row]) }
        sum &+= UInt64(part)
        start = end
      }
      return sum
    }
  }

  /// Of the valid rows, of which there is one. No offset is beyond `last`.
  @inline(__always)
  private static func extreme<Offset: UnsignedInteger & FixedWidthInteger>(
    _ offsets: [Offset], _ validity: Validity, isLeast: Bool, last: UInt64
  ) -> Int64 {
    var best = isLeast ? Offset.max : Offset.min
    guard validity.isAllValid else {
      for row in offsets.indices where validity[row] {
        best = isLeast ? min(best, offsets[row]) : max(best, offsets[row])
      }
      return Int64(best)
    }
    offsets.withUnsafeBufferPointer { offsets in
      var start = 0
      while start < offsets.count && UInt64(best) != last {
        let end = min(start &+ block, offsets.count)
        for row in start..<end { best = isLeast ? min(best, offsets[row]) : max(best, offsets[row]) }
        start = end
      }
    }
    return Int64(best)
  }
}
