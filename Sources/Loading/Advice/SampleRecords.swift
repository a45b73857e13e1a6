import Formats

/// The records of a text, found batch by batch as trials ask for them, and once for all trials that find the same.
final class SampleRecords {
  private let buffer: InputBuffer
  private let isLast: Bool
  private let columnCount: Int
  private var mapper: any RecordMapper
  private var batches: [RecordBatch] = []
  private var offset: Int
  private var isAtEnd = false

  /// Those of the buffer from byte `start` on; `isLast`: nothing follows it.
  init(_ buffer: InputBuffer, from start: Int, isLast: Bool, _ mapper: any RecordMapper, columnCount: Int) {
    (self.buffer, self.isLast, self.columnCount) = (buffer, isLast, columnCount)
    (self.mapper, offset) = (mapper, start)
  }

  /// What the slices of the batches lie in.
  var window: UnsafeRawBufferPointer { buffer.bytes }

  /// Nil behind the last.
  func batch(_ index: Int) -> RecordBatch? {
    while batches.count <= index, !isAtEnd {
      var batch = RecordBatch(columnCount: columnCount)
      let progress = mapper.map(window, from: offset, isLast: isLast, into: &batch)
      (offset, isAtEnd) = (progress.consumed, progress.stop != .batchFull)
      batches.append(batch)
    }
    return index < batches.count ? batches[index] : nil
  }
}
