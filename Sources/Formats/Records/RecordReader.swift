/// Feeds a mapper with chunks of any size: the records and failures are those of one window that holds all.
///
///     var reader = RecordReader(JSONRecordMapper(mapping), columnCount: 2)
///     try reader.read(chunk, isLast: false) { batch, window, offset in ... }
///
/// The bytes of a record cut by a chunk's end are kept for the next.
package struct RecordReader<Mapper: RecordMapper> {
  private var mapper: Mapper
  private var batch: RecordBatch
  private let buffer: InputBuffer
  /// Bytes of the input before those in the buffer.
  private var offset = 0

  package init(_ mapper: Mapper, columnCount: Int) {
    self.mapper = mapper
    batch = RecordBatch(columnCount: columnCount)
    buffer = InputBuffer()
  }

  /// Gives `body` each batch that holds something, with the window its offsets refer to and the window's own offset in
  /// the input. Batch and window are valid for the call only.
  package mutating func read(
    _ chunk: UnsafeRawBufferPointer, isLast: Bool,
    _ body: (_ batch: RecordBatch, _ window: UnsafeRawBufferPointer, _ offset: Int) throws -> Void
  ) rethrows {
    buffer.append(chunk)
    var start = 0
    var stop = MapProgress.Stop.batchFull
    while stop == .batchFull {
      batch.removeAll()
      let progress = mapper.map(buffer.bytes, from: start, isLast: isLast, into: &batch)
      if batch.count > 0 || !batch.failures.isEmpty { try body(batch, buffer.bytes, offset) }
      start = progress.consumed
      stop = progress.stop
    }
    buffer.discard(start)
    offset += start
  }
}
