import Formats
import ObjectStore
import SQLTypes

/// Takes over the refused rows and the failures of one batch, in the order of the input, into a unit's result.
///
/// A value with all that is asked of a row: in a file that is all errors nothing is counted, locked or made for one of
/// them but what the log keeps.
struct RejectCollector {
  /// Of the scanner, while the collector has it.
  var result: UnitResult
  let batch: RecordBatch
  let window: UnitWindow
  let bytes: UnsafeRawBufferPointer
  private let reader: FieldReader
  private let loaded: [LoadedColumn]
  let fieldIndices: [Int]
  let layout: RecordLayout
  /// MAXERROR.
  let limit: Int
  private let countsFrom: Int
  /// That of the last row, its bytes in the window, and the errors in it that are yet to be counted.
  private var segment = UnitWindow.Segment(object: 0, start: 0, offset: 0)
  private var segmentRange = 0..<0
  private var errors = 0

  init(_ scanner: UnitScanner, _ result: UnitResult) {
    let options = scanner.job.options
    self.result = result
    (batch, window, reader) = (scanner.batch, scanner.window, scanner.reader)
    (bytes, countsFrom) = (window.bytes, scanner.countsFrom)
    (loaded, fieldIndices) = (scanner.job.target.loaded, scanner.fieldIndices)
    (layout, limit) = (RecordLayout(options), options.errorLimit ?? .max)
  }

  /// Those of the first `rows` records that are refused, and what is no record.
  mutating func add(_ rows: Int, _ rejects: RowRejects, _ failures: [RecordFailure]) {
    let feeds = failures.isEmpty ? lineFeeds(before: rows) : nil
    if let feeds, takesLines(rows, rejects.count), let lines = lines(rows, rejects, feeds) {
      result.rejects.append(lines)
      errors += rejects.count
    } else {
      add(rows, rejects, failures, feeds)
    }
    countErrors()
    result.rejects.copyLines(bytes)
  }

  /// The same, one after the other.
  private mutating func add(_ rows: Int, _ rejects: RowRejects, _ failures: [RecordFailure], _ feeds: Int32?) {
    var next = 0
    for row in 0..<rows where rejects.contains(row) {
      while next < failures.count && failures[next].recordsBefore <= row {
        add(failures[next])
        next += 1
      }
      add(rejects[row], feeds.map { $0 &+ Int32(truncatingIfNeeded: row) })
    }
    for failure in failures[next...] { add(failure) }
  }

  /// `feeds`: before its line, where they have been counted.
  private mutating func add(_ entry: RowRejects.Entry, _ feeds: Int32?) {
    guard result.rejects.count < limit else { return }
    let (start, end) = (Int(batch.starts[entry.row]), Int(batch.ends[entry.row]))
    let segment = segment(at: start)
    errors += 1
    let field = batch[fieldIndices[Int(entry.column)], entry.row]
    // A line without the field is at fault as a whole.
    let isAbsent = field.kind == .absent
    var reject = RejectedRow(
      stretch: stretch, feeds: feeds ?? self.feeds(before: layout.lineOffset(start, end), segment),
      column: isAbsent ? nil : entry.column, fault: .field(entry.fault))
    if !isAbsent { reject.position = layout.position(of: field, in: start, bytes) }
    if result.rejects.isNoteworthy { note(reject, entry, start..<end, in: segment) }
    result.rejects.append(
      reject, line: bytes.lineRange(start, end), field: isAbsent ? nil : field.offset..<field.offset + field.length,
      in: bytes)
  }

  private mutating func add(_ failure: RecordFailure) {
    guard result.rejects.count < limit else { return }
    let segment = segment(at: failure.start)
    result.tally(segment.object, records: 1)
    errors += 1
    let offset = layout.isJSON ? min(failure.offset, max(failure.start, failure.end - 1)) : failure.start
    var reject = RejectedRow(
      stretch: stretch, feeds: feeds(before: offset, segment), column: nil, fault: .record(failure.reason))
    var field: Range<Int>?
    if let column = failure.column, let start = failure.fieldStart, column < loaded.count {
      reject.column = Int32(loaded[column].position)
      reject.position = start - failure.start
      field = start..<max(start, failure.offset)
    }
    if result.rejects.isNoteworthy {
      result.rejects.note([], complaint(reject, failure.start..<failure.end, in: segment))
    }
    result.rejects.append(reject, line: bytes.lineRange(failure.start, failure.end), field: field, in: bytes)
  }

  /// Rows come in order: nearly all lie in the segment of the one before.
  @inline(__always)
  private mutating func segment(at position: Int) -> UnitWindow.Segment {
    if !segmentRange.contains(position) { enterSegment(at: position) }
    return segment
  }

  private mutating func enterSegment(at position: Int) {
    countErrors()
    (segment, segmentRange) = (window.segment(at: position), window.range(at: position))
    if result.rejects.stretches.last?.object != segment.object {
      result.rejects.stretches.append(LineStretch(object: segment.object, from: max(segment.offset, countsFrom)))
    }
  }

  /// The number of the stretch that the segment lies in.
  var stretch: Int32 { Int32(truncatingIfNeeded: result.rejects.stretches.count - 1) }

  /// The line feeds of the stretch before a position, as long as rows are kept.
  private mutating func feeds(before position: Int, _ segment: UnitWindow.Segment) -> Int32 {
    guard result.rejects.isKeeping else { return 0 }
    let base = segment.start - segment.offset
    let last = result.rejects.stretches.count - 1
    return Int32(truncatingIfNeeded: result.rejects.stretches[last].feeds(before: position - base, bytes, base))
  }

  /// Those before the first of `rows` records that follow each other, each in a line of its own: then each has one more
  /// than the record before it. Nil where that is not so, and they are counted row by row.
  private mutating func lineFeeds(before rows: Int) -> Int32? {
    guard rows > 1, result.rejects.isKeeping else { return nil }
    let (first, last) = (Int(batch.starts[0]), Int(batch.starts[rows - 1]))
    guard window.range(at: first).contains(last), isEachBehindLineFeed(rows) else { return nil }
    let segment = segment(at: first)
    let number = result.rejects.stretches.count - 1
    let base = segment.start - segment.offset
    var stretch = result.rejects.stretches[number]
    let before = stretch.feeds(before: first - base, bytes, base)
    let end = layout.lineOffset(last, Int(batch.ends[rows - 1]))
    guard stretch.feeds(before: end - base, bytes, base) == before + rows - 1 else { return nil }
    result.rejects.stretches[number] = stretch
    return Int32(truncatingIfNeeded: before)
  }

  private func isEachBehindLineFeed(_ rows: Int) -> Bool {
    batch.starts[1..<rows].allSatisfy { bytes[Int($0) - 1] == 0x0a }
  }

  private mutating func countErrors() {
    if errors > 0 { result.tally(segment.object, errors: errors) }
    errors = 0
  }

  // MARK: The first rows

  private mutating func note(
    _ reject: RejectedRow, _ entry: RowRejects.Entry, _ record: Range<Int>, in segment: UnitWindow.Segment
  ) {
    var complaint = complaint(reject, record, in: segment)
    guard reject.column != nil else { return result.rejects.note([], complaint) }
    let index = fieldIndices[Int(entry.column)]
    complaint.field = Complaint.Field(batch[index, entry.row], bytes, reader)
    result.rejects.note(fields(of: entry.row, upTo: index), complaint)
  }

  private func complaint(_ reject: RejectedRow, _ record: Range<Int>, in segment: UnitWindow.Segment) -> Complaint {
    Complaint(
      object: segment.object, offset: segment.offset + record.lowerBound - segment.start, fault: reject.fault,
      column: reject.column.map(Int.init), record: UnsafeRawBufferPointer(rebasing: bytes[record]))
  }

  private func fields(of row: Int, upTo last: Int) -> [String?] {
    (0...last).map { index in
      let field = batch[index, row]
      if field.kind == .true || field.kind == .false { return field.kind == .true ? "true" : "false" }
      let raw = FieldReader.raw(field, bytes)
      guard field.kind != .text || !reader.isNull(raw) else { return nil }
      return field.kind == .missing || field.kind == .null ? nil : RawText.shown(raw)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The record at `start..<end` without its line end.
  func line(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[lineRange(start, end)])
  }

  func lineRange(_ start: Int, _ end: Int) -> Range<Int> {
    var end = end
    while end > start, self[end - 1] == 0x0a || self[end - 1] == 0x0d { end -= 1 }
    return start..<end
  }
}
