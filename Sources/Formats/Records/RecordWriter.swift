/// The open end of a `RecordBatch`: fields of the record being found, then its borders.
///
/// Holds pointers into the batch and is valid only inside `withWriter`. A record's fields may be set in any order and
/// more than once; those not set are whatever an earlier record left, so set all (`setAll(.missing)`) or each.
package struct RecordWriter {
  package let columnCount: Int
  /// Records finished; also the row the fields go to.
  package private(set) var count: Int
  package var failures: [RecordFailure] = []
  private let slices: UnsafeMutablePointer<FieldSlice>?
  private let starts: UnsafeMutableBufferPointer<UInt32>
  private let ends: UnsafeMutableBufferPointer<UInt32>

  init(
    _ columnCount: Int, _ slices: UnsafeMutableBufferPointer<FieldSlice>, _ starts: UnsafeMutableBufferPointer<UInt32>,
    _ ends: UnsafeMutableBufferPointer<UInt32>, count: Int
  ) {
    (self.columnCount, self.count) = (columnCount, count)
    (self.slices, self.starts, self.ends) = (slices.baseAddress, starts, ends)
  }

  package var isFull: Bool { count == RecordBatch.capacity }

  /// In bounds: `column` is below the batch's columns (checked in debug builds), and a full batch is the caller's to
  /// see.
  @inline(__always)
  package func set(_ column: Int, _ slice: FieldSlice) {
    assert(column < columnCount && !isFull)
    slices.unsafelyUnwrapped[column &* RecordBatch.stride &+ count] = slice
  }

  /// The fields of the record being found.
  var row: RecordRow { RecordRow(start: slices.unsafelyUnwrapped + count) }

  /// The fields of a column in the last `rows` records, of which there are as many.
  func last(_ rows: Int, of column: Int) -> UnsafeBufferPointer<FieldSlice> {
    assert(column < columnCount && rows <= count)
    return UnsafeBufferPointer(
      start: slices.unsafelyUnwrapped + (column &* RecordBatch.stride &+ count &- rows), count: rows)
  }

  /// Every field of the record being found.
  package func setAll(_ slice: FieldSlice) {
    for column in 0..<columnCount { set(column, slice) }
  }

  /// Ends the record, which lay at `start..<end` of the window.
  @inline(__always)
  package mutating func endRecord(_ start: Int, _ end: Int) {
    starts[count] = UInt32(truncatingIfNeeded: start)
    ends[count] = UInt32(truncatingIfNeeded: end)
    count &+= 1
  }

  /// A record at `start..<end` of the window that is none: `offset` is where that shows.
  package mutating func fail(start: Int, end: Int, offset: Int, reason: RecordReason) {
    let failure = RecordFailure(
      recordsBefore: count, start: start, end: end, offset: offset, reason: reason)
    failures.append(failure)
  }
}

/// One row of a batch, for the innermost loop: a pointer and nothing else.
struct RecordRow {
  fileprivate let start: UnsafeMutablePointer<FieldSlice>

  /// In bounds: `column` is below the batch's columns, of which each has `RecordBatch.stride` slices.
  @inline(__always)
  func set(_ column: Int, _ slice: FieldSlice) { start[column &* RecordBatch.stride] = slice }
}
