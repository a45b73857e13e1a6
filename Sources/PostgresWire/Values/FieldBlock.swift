import Columnar
import SQLTypes

/// Where the fields of one column's block stand, ready to be copied: cells, or places elsewhere.
///
/// Unsafe, with these bounds: `base` holds a cell or a `TextValue` for each row of the block, and lives as long as the
/// encoder's scratch memory and the batch; of a value of up to 12 bytes, 12 can be read, whatever its length, because
/// it is a view's own bytes or stands in scratch memory of longer texts.
struct FieldBlock {
  enum Form {
    /// `base` is cells of 32 bytes; `counts` has their lengths, and one more.
    case cells
    /// `base` is `TextValue`s.
    case values
  }

  let form: Form
  private let base: UnsafeRawPointer
  private let counts: UnsafePointer<UInt8>
  /// Bytes up to which blanks are put behind a value: CHAR's.
  private let paddedCount: Int
  /// nil where no row is NULL.
  private let validity: UnsafePointer<UInt64>?
  private let firstRow: Int

  init(_ cells: FieldCells, _ validity: UnsafePointer<UInt64>?, firstRow: Int) {
    form = .cells
    base = UnsafeRawPointer(cells.bytes)
    counts = UnsafePointer(cells.counts)
    paddedCount = 0
    self.validity = validity
    self.firstRow = firstRow
  }

  init(_ values: UnsafeBufferPointer<TextValue>, paddedTo paddedCount: Int) {
    form = .values
    // A block has a row at least.
    base = UnsafeRawPointer(values.baseAddress.unsafelyUnwrapped)
    counts = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
    self.paddedCount = paddedCount
    validity = nil
    firstRow = 0
  }

  /// Bytes that `rows` fields take at most, their lengths and what is written beyond their end included.
  func limit(_ rows: Int) -> Int {
    if form == .cells { return rows * (4 + FieldCells.width) }
    let values = base.assumingMemoryBound(to: TextValue.self)
    var sum = 0
    for row in 0..<rows { sum &+= values[row].count }
    return sum + rows * (4 + 16 + paddedCount)
  }

  /// Writes a field at `target`, and gives the place behind it.
  @inline(__always)
  func write(_ row: Int, to target: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    if form == .cells {
      if let validity, validity[(firstRow &+ row) >> 6] >> UInt64((firstRow &+ row) & 63) & 1 == 0 {
        return Self.null(target)
      }
      return cell(row, target)
    }
    let value = base.assumingMemoryBound(to: TextValue.self)[row]
    guard let start = value.start else { return Self.null(target) }
    let count = max(value.count, paddedCount)
    target.storeBytes(of: Int32(truncatingIfNeeded: count).bigEndian, as: Int32.self)
    Self.copy(UnsafeRawPointer(start), value.count, to: target + 4)
    if count > value.count {
      (target + (4 &+ value.count)).initializeMemory(as: UInt8.self, repeating: 0x20, count: count &- value.count)
    }
    return target + (4 &+ count)
  }

  @inline(__always)
  private static func null(_ target: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    target.storeBytes(of: -1, as: Int32.self)
    return target + 4
  }

  @inline(__always)
  private func cell(_ row: Int, _ target: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    let count = Int(counts[row]) &- 1
    target.storeBytes(of: Int32(truncatingIfNeeded: count).bigEndian, as: Int32.self)
    let source = base + row &* FieldCells.width
    (target + 4).storeBytes(of: source.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    if count > 16 {
      (target + 20).storeBytes(
        of: source.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    }
    return target + (4 &+ count)
  }

  /// Loads that overlap instead of a loop over bytes; a long value has no more read than it has.
  @inline(__always)
  private static func copy(_ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer) {
    if count <= 12 {
      target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
      target.storeBytes(of: source.loadUnaligned(fromByteOffset: 8, as: UInt32.self), toByteOffset: 8, as: UInt32.self)
    } else if count <= 16 {
      let last = count &- 8
      target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
      target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: last, as: UInt64.self), toByteOffset: last, as: UInt64.self)
    } else if count <= 32 {
      let last = count &- 16
      target.storeBytes(of: source.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
      target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: last, as: SIMD16<UInt8>.self), toByteOffset: last,
        as: SIMD16<UInt8>.self)
    } else {
      target.copyMemory(from: source, byteCount: count)
    }
  }
}
