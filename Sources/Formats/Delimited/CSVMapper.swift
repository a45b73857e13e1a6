/// How CSV is to be read (copy.md 5.2).
package struct CSVOptions: Hashable, Sendable {
  package var delimiter: UInt8
  package var quote: UInt8
  /// IGNOREBLANKLINES
  package var ignoresBlankLines = false
  /// FILLRECORD: fields that a record lacks at its end are `.missing`.
  package var fillsRecord = false
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
      if writer.isFull || writer.failures.count >= RecordBatch.capacity {
        return MapProgress(stop: .batchFull, consumed: offset)
      }
      let bound = min(limit, offset + RecordLimits.bound)
      stretch.cover(offset, base, limit)
      let end = min(bound, stretch.end)
      let isWhole = isLast && end == limit
      switch scanner.record(base, from: offset, to: end, isLast: isWhole, &writer) {
      case .next(let next): offset = next
      case .fault(let fault):
        guard let next = give(up: fault, base, offset, bound, limit, isLast: isLast, &writer) else {
          return MapProgress(stop: .needsInput, consumed: offset)
        }
        offset = next
      case .cut where end < bound:
        guard stretch.endsAtNUL else {
          stretch.extend(from: offset, base, limit)
          continue
        }
        let fault = CSVScanner.Fault(
          offset: end, code: 1216, reason: DelimitedReason.nul(base, offset, end), skipFrom: end)
        guard let next = give(up: fault, base, offset, bound, limit, isLast: isLast, &writer) else {
          return MapProgress(stop: .needsInput, consumed: offset)
        }
        offset = next
      case .cut(let quote):
        guard bound == offset + RecordLimits.bound else {
          return MapProgress(stop: .needsInput, consumed: offset)
        }
        let fault = Self.tooLong(offset, bound, quote)
        offset = give(up: fault, base, offset, bound, limit, isLast: isLast, &writer) ?? limit
      }
    }
    return MapProgress(stop: isLast ? .end : .needsInput, consumed: offset)
  }

  private mutating func discard(_ base: UnsafeRawPointer, from offset: Int, to limit: Int, isLast: Bool) -> Int {
    let feed = ByteSearch.find(0x0a, base, from: offset, to: limit)
    isDiscarding = feed == nil && !isLast
    return feed.map { $0 + 1 } ?? limit
  }

  /// A record as long as records may be, and no end: a quote that was never closed, if it is inside one.
  private static func tooLong(_ start: Int, _ bound: Int, _ quote: Int?) -> CSVScanner.Fault {
    if let quote { return CSVScanner.Fault(openQuote: quote, from: start) }
    return CSVScanner.Fault(offset: bound, code: 1216, reason: RecordLimits.tooLong, skipFrom: bound)
  }

  /// Makes the record a failure up to the first line end behind `skipFrom`; nil if that needs more input.
  private mutating func give(
    up fault: CSVScanner.Fault, _ base: UnsafeRawPointer, _ start: Int, _ bound: Int, _ limit: Int, isLast: Bool,
    _ writer: inout RecordWriter
  ) -> Int? {
    let feed = ByteSearch.find(0x0a, base, from: fault.skipFrom, to: limit)
    let isFullRecord = limit - start >= RecordLimits.bound
    if feed == nil && !isLast && !isFullRecord { return nil }
    isDiscarding = feed == nil && !isLast
    let end = feed.map { $0 + 1 } ?? limit
    writer.failures.append(
      RecordFailure(
        recordsBefore: writer.count, start: start, end: end, offset: fault.offset, code: fault.code,
        reason: fault.reason, column: fault.column, fieldStart: fault.fieldStart))
    return end
  }
}

/// How far a window is known to hold no NUL, looked through a stretch at a time: nearly no file has one, and the records of
/// a stretch without one need not look for it.
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
