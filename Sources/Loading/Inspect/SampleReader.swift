import Formats
import ObjectStore
import SQLTypes

/// Reads the first records of a file through a mapper, a batch at a time, as COPY does: the same source, preamble and
/// windows, but from one thread and up to a limit.
struct SampleReader {
  let options: CopyOptions
  /// Records of each file, failures included.
  var recordLimit = Int.max
  /// Bytes of the first window.
  var windowSize = 384 << 10

  /// A batch of records as it lies in a window.
  struct Piece {
    let batch: RecordBatch
    /// Of the batch's records, the first so many count.
    let rows: Int
    let window: UnsafeRawBufferPointer
    /// Of the window's first byte, in the file or what it decompresses to.
    let offset: Int
  }

  /// Gives `body` the records in order. Returns the bytes looked at, and whether that was all of the file. Errors:
  /// those of the file, and of `body`.
  func read(
    _ object: StoredObject, _ mapper: any RecordMapper, columnCount: Int, _ body: (Piece) throws(SQLError) -> Void
  ) throws(SQLError) -> (bytes: Int, isWhole: Bool) {
    guard object.size > 0 else { return (0, true) }
    var mapper = mapper
    var source = try UnitSource(object, options)
    var window = UnitWindow(size: windowSize)
    window.begin(0, at: 0)
    // Half a compressed file ends in an error: the records before it count first.
    var fault: SQLError?
    do throws(SQLError) { try skipPreamble(&window, &source) } catch { fault = error }
    if let mismatch = source.mismatch ?? (options.encoding == .utf8 ? TextEncoding.utf8.mismatch(window.bytes) : nil) {
      throw SQLError(.invalidParameter, mismatch.text)
    }
    var batch = RecordBatch(columnCount: columnCount)
    var left = recordLimit
    /// Records were found that do not count any more.
    var isCut = false
    while left > 0 {
      let progress = mapper.map(window.bytes, from: window.position, isLast: source.isAtEnd, into: &batch)
      window.position = progress.consumed
      if batch.count > 0 || !batch.failures.isEmpty {
        let rows = min(batch.count, left)
        try body(Piece(batch: batch, rows: rows, window: window.bytes, offset: window.offset(of: 0)))
        left -= rows + batch.failures.count
        isCut = rows < batch.count
        batch.removeAll()
      }
      if isCut { break }
      if progress.stop == .end { return (window.offset(of: window.position), true) }
      guard progress.stop == .needsInput else { continue }
      if let fault { throw fault }
      do throws(SQLError) { try readOn(&window, &source) } catch { fault = error }
    }
    return (window.offset(of: window.position), !isCut && source.isAtEnd && window.position >= window.bytes.count)
  }

  private func readOn(_ window: inout UnitWindow, _ source: inout UnitSource) throws(SQLError) {
    if window.buffer.count >= window.buffer.capacity { window.makeRoom() }
    _ = try window.fill(from: &source)
  }

  private func skipPreamble(_ window: inout UnitWindow, _ source: inout UnitSource) throws(SQLError) {
    _ = try window.fill(from: &source)
    window.position += TextHeader.byteOrderMark(UnsafeRawBufferPointer(rebasing: window.bytes[window.position...]))
    var lines = options.headerLines
    while lines > 0 {
      (window.position, lines) = TextHeader.skip(lines: lines, window.bytes, from: window.position)
      guard lines > 0 else { return }
      window.makeRoom()
      if try !window.fill(from: &source) { return }
    }
  }
}
