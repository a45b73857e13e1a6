/// A batch of records found in one window of input, by column: where each wanted value of each record lies.
///
/// `batch[c, r]` is the value of column `c` in record `r`; record `r` lies at `starts[r]..<ends[r]` of the window.
/// Records that are no records (broken JSON, a line without its delimiters) take no row: they are `failures`.
/// One batch is reused window after window (`removeAll`), so that scanning allocates nothing.
/// Mappers write through `withWriter`, converters read a column at a time through `withFields`.
@usableFromInline
package struct RecordBatch: Sendable {
  // Computed: a stored one is asked for through its initialiser at each use in another module.
  @inlinable package static var capacity: Int { 512 }
  /// Slices from one column to the next: a cache line more than the capacity, or all columns of a row would want
  /// the same few lines of the processor's cache.
  @inlinable static var stride: Int { capacity + 8 }

  @usableFromInline package let columnCount: Int
  /// Records in the batch.
  @usableFromInline package private(set) var count = 0
  /// Only the first `count` entries mean anything; the same for `ends`.
  package private(set) var starts = [UInt32](repeating: 0, count: capacity)
  package private(set) var ends = [UInt32](repeating: 0, count: capacity)
  package var failures: [RecordFailure] = []
  @usableFromInline private(set) var slices: [FieldSlice]

  package init(columnCount: Int) {
    self.columnCount = columnCount
    slices = Array(repeating: .missing, count: columnCount * Self.stride)
  }

  package var isFull: Bool { count == Self.capacity }

  @inlinable package subscript(column: Int, row: Int) -> FieldSlice {
    precondition(column < columnCount && row < count, "no such field in the batch")
    return slices[column * Self.stride + row]
  }

  /// Gives the `count` slices of one column: call it once a column and batch, and loop inside.
  package func withFields<Answer>(
    of column: Int, _ body: (UnsafeBufferPointer<FieldSlice>) throws -> Answer
  ) rethrows -> Answer {
    precondition(column < columnCount, "no such column in the batch")
    let range = column * Self.stride..<column * Self.stride + count
    return try slices.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Forgets records and failures, and keeps the memory.
  package mutating func removeAll() {
    count = 0
    failures.removeAll(keepingCapacity: true)
  }

  /// Lets a mapper append records and failures; call it once a window, not once a record.
  package mutating func withWriter<Answer>(_ body: (inout RecordWriter) throws -> Answer) rethrows -> Answer {
    var found: [RecordFailure] = []
    swap(&found, &failures)
    let columns = columnCount
    var size = count
    defer {
      failures = found
      count = size
    }
    return try slices.withUnsafeMutableBufferPointer { slices in
      try starts.withUnsafeMutableBufferPointer { starts in
        try ends.withUnsafeMutableBufferPointer { ends in
          var writer = RecordWriter(columns, slices, starts, ends, count: size)
          swap(&writer.failures, &found)
          defer {
            swap(&writer.failures, &found)
            size = writer.count
          }
          return try body(&writer)
        }
      }
    }
  }
}
