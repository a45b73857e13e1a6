/// How CSV is to be read (copy.md 5.2).
package struct CSVOptions: Hashable, Sendable {
  package var delimiter: UInt8
  package var quote: UInt8
  /// IGNOREBLANKLINES
  package var ignoresBlankLines = false
  /// FILLRECORD: fields that a record lacks at its end are `.missing`.
  package var fillsRecord = false

  package init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\"")) {
    self.delimiter = delimiter
    self.quote = quote
  }
}

/// Finds the fields of CSV records (copy.md 5.2).
///
/// The slice of a quoted field is what stands between the quotes, marked `hasEscapes` if quotes in it are doubled;
/// blanks outside the quotes do not count. Backslashes and NULs are data. A record ends at `\n` or `\r\n` outside
/// quotes.
///
///     a, "b ""c"" " ,d        three fields: |a|, |b ""c"" |, |d|
///     a,b"c,d                 1214 at the quote; reading goes on with the next line
///     "never closed           1214; reading goes on with the next line, not behind the end of the file
package struct CSVMapper: RecordMapper {
  private let columnCount: Int
  private let scanner: CSVScanner
  /// Inside a record that was too long and is given up.
  private var isDiscarding = false

  package init(columnCount: Int, options: CSVOptions) {
    self.columnCount = columnCount
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
    while offset < limit {
      if writer.isFull || writer.failures.count >= RecordBatch.capacity {
        return MapProgress(stop: .batchFull, consumed: offset)
      }
      let bound = min(limit, offset + RecordLimits.bound)
      let isWhole = isLast && bound == limit
      switch scanner.record(base, from: offset, to: bound, isLast: isWhole, &writer) {
      case .next(let next): offset = next
      case .fault(let fault):
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
