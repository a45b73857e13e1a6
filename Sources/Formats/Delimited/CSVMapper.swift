/// How CSV is to be read (copy.md 5.2).
package struct CSVOptions: Hashable, Sendable {
  package var delimiter: UInt8
  package var quote: UInt8
  /// IGNOREBLANKLINES
  package var ignoresBlankLines = false
  /// FILLRECORD: fields that a record lacks at its end are `.missing`.
  package var fillsRecord = false
  /// Fields behind those of the columns are no fault.
  package var ignoresSurplus = false
  /// NULL AS '\0': NUL bytes are data, not the end of a record.
  package var takesNUL = false

  package init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\"")) {
    self.delimiter = delimiter
    self.quote = quote
  }
}

/// Finds the fields of CSV records (copy.md 5.2).
///
/// The slice of a quoted field is what stands between the quotes, marked `hasEscapes` if quotes in it are doubled;
/// blanks outside the quotes do not count. Backslashes are data. A record ends at `\n` or `\r\n` outside quotes.
///
///     a, "b ""c"" " ,d        three fields: |a|, |b ""c"" |, |d|
///     a,b"c,d                 1214 at the quote; reading goes on with the next line
///     "never closed           1214; reading goes on with the next line, not behind the end of the file
///     a,"b NUL c"             1216 at the NUL, which ends a record anywhere; reading goes on with the next line
package struct CSVMapper: RecordMapper {
  private let columnCount: Int
  private let scanner: CSVScanner
  private let takesNUL: Bool
  /// Inside a record that was too long and is given up.
  private var isDiscarding = false

  package init(columnCount: Int, options: CSVOptions) {
    self.columnCount = columnCount
    takesNUL = options.takesNUL
    scanner = CSVScanner(columnCount: columnCount, options: options)
  }

  package mutating func map(
    _ window: UnsafeRawBufferPointer, from start: Int, isLast: Bool, into batch: inout RecordBatch
  ) -> MapProgress {
    guard let base = window.baseAddress, start < window.count else {
      return MapProgress(stop: isLast ? .end : .needsInput, consumed: start)
    }
    return batch.withWriter { map(base, from: start, to: window.count, isLast: isLast, &$0) }
  }

  private mutating func map(
    _ base: UnsafeRawPointer, from start: Int, to limit: Int, isLast: Bool, _ writer: inout RecordWriter
  ) -> MapProgress {
    var offset = start
    if isDiscarding { offset = discard(base, from: offset, to: limit, isLast: isLast) }
    var stretch = NULFreeStretch(to: takesNUL ? limit : offset)
    while offset < limit {
      if isFull(writer) { return MapProgress(stop: .batchFull, consumed: offset) }
      stretch.cover(offset, base, limit)
      let outcome = records(base, from: &offset, to: stretch.end, limit, isLast: isLast, &writer)
      let bound = min(limit, offset + RecordLimits.bound)
      switch outcome {
      case nil: continue
      case .cut where stretch.end < bound && !stretch.endsAtNUL: stretch.extend(from: offset, base, limit)
      case let outcome?:
        guard let fault = Self.fault(outcome, base, offset, stretch, bound),
          let next = give(up: fault, base, offset, limit, isLast: isLast, &writer)
        else { return MapProgress(stop: .needsInput, consumed: offset) }
        offset = next
      }
    }
    return MapProgress(stop: isLast ? .end : .needsInput, consumed: offset)
  }

  @inline(__always)
  private func isFull(_ writer: borrowing RecordWriter) -> Bool {
    writer.isFull || writer.failures.count >= RecordBatch.capacity
  }

  /// Reads one whole record after the other; nil where it came to `end` or the batch is full. A loop so small that the
  /// scanner is inlined and the writer stays in registers.
  private func records(
    _ base: UnsafeRawPointer, from offset: inout Int, to end: Int, _ limit: Int, isLast: Bool,
    _ writer: inout RecordWriter
  ) -> CSVScanner.Outcome? {
    // Where `offset` is at the end, at a NUL, the record is cut there.
    repeat {
      let bound = min(end, offset + RecordLimits.bound)
      let isWhole = isLast && bound == limit
      let outcome = scanner.record(base, from: offset, to: bound, isLast: isWhole, &writer)
      guard case .next(let next) = outcome else { return outcome }
      offset = next
    } while offset < end && !isFull(writer)
    return nil
  }

  /// What is wrong with the record at `offset`; nil where only more input tells.
  private static func fault(
    _ outcome: CSVScanner.Outcome, _ base: UnsafeRawPointer, _ offset: Int, _ stretch: NULFreeStretch, _ bound: Int
  ) -> CSVScanner.Fault? {
    switch outcome {
    case .next: return nil
    case .fault(let fault): return fault
    case .cut where stretch.end < bound:
      let nul = stretch.end
      return CSVScanner.Fault(offset: nul, reason: .nul(base, offset, nul), skipFrom: nul)
    case .cut(let quote):
      return bound == offset + RecordLimits.bound ? tooLong(offset, bound, quote) : nil
    }
  }

  private mutating func discard(_ base: UnsafeRawPointer, from offset: Int, to limit: Int, isLast: Bool) -> Int {
    let feed = ByteSearch.find(0x0a, base, from: offset, to: limit)
    isDiscarding = feed == nil && !isLast
    return feed.map { $0 + 1 } ?? limit
  }

  /// A record as long as records may be, and no end: a quote that was never closed, if it is inside one.
  private static func tooLong(_ start: Int, _ bound: Int, _ quote: Int?) -> CSVScanner.Fault {
    if let quote { return CSVScanner.Fault(openQuote: quote, from: start) }
    return CSVScanner.Fault(offset: bound, reason: .tooLong, skipFrom: bound)
  }

  /// Makes the record a failure up to the first line end behind `skipFrom`; nil if that needs more input.
  private mutating func give(
    up fault: CSVScanner.Fault, _ base: UnsafeRawPointer, _ start: Int, _ limit: Int, isLast: Bool,
    _ writer: inout RecordWriter
  ) -> Int? {
    let feed = ByteSearch.find(0x0a, base, from: fault.skipFrom, to: limit)
    let isFullRecord = limit - start >= RecordLimits.bound
    if feed == nil && !isLast && !isFullRecord { return nil }
    isDiscarding = feed == nil && !isLast
    let end = feed.map { $0 + 1 } ?? limit
    writer.failures.append(
      RecordFailure(
        recordsBefore: writer.count, start: start, end: end, offset: fault.offset,
        reason: fault.reason, column: fault.column, fieldStart: fault.fieldStart))
    return end
  }
}

/// How far a window is known to hold no NUL, looked through a stretch at a time: nearly no file has one, and the
/// records of a stretch without one need not look for it.
private struct NULFreeStretch {
  private static let length = 64 << 10

  /// The first NUL, or how far has been looked.
  private(set) var end: Int
  private(set) var endsAtNUL = false

  init(to end: Int) { self.end = end }

  /// Looks on where a record may start at `offset`, which lies at the stretch's end or behind a NUL.
  @inline(__always)
  mutating func cover(_ offset: Int, _ base: UnsafeRawPointer, _ limit: Int) {
    if offset >= end, end < limit { look(from: offset, Self.length, base, limit) }
  }

  /// Looks as far again, for a record from `offset` on that is longer.
  mutating func extend(from offset: Int, _ base: UnsafeRawPointer, _ limit: Int) {
    look(from: end, max(Self.length, end - offset), base, limit)
  }

  private mutating func look(from start: Int, _ length: Int, _ base: UnsafeRawPointer, _ limit: Int) {
    let bound = min(limit, start + length)
    let nul = ByteSearch.find(0, base, from: start, to: bound)
    (end, endsAtNUL) = (nul ?? bound, nul != nil)
  }
}
