/// How lines of delimited text are to be read (copy.md 5.1 and part 3).
package struct DelimitedOptions: Hashable, Sendable {
  package var delimiter: UInt8
  /// ESCAPE: a backslash makes the next byte a plain one, line ends included.
  package var escapes = false
  /// IGNOREBLANKLINES
  package var ignoresBlankLines = false
  /// FILLRECORD: fields that a line lacks at its end are `.missing`.
  package var fillsRecord = false
  /// Fields behind those of the columns are no fault.
  package var ignoresSurplus = false
  /// REMOVEQUOTES: a field in quotes is what stands between them.
  package var removesQuotes = false
  /// NULL AS '\0': NUL bytes are data, not the end of a record.
  package var takesNUL = false

  package init(delimiter: UInt8 = UInt8(ascii: "|")) { self.delimiter = delimiter }
}

/// Finds the fields of delimited lines (copy.md 5.1). Quotes mean something with REMOVEQUOTES only.
///
/// A line ends at `\n` or `\r\n`. Too few fields are 1214, too many 1202; a delimiter behind the last field is no
/// field. A failure's `end` lies behind the line's end. With ESCAPE, slices keep their backslashes and are marked
/// `hasEscapes`.
package struct DelimitedMapper: RecordMapper {
  private let options: DelimitedOptions
  private let columnCount: Int
  private let search: ByteSearch
  /// Inside a line that was too long and is given up.
  private var isDiscarding = false

  package init(columnCount: Int, options: DelimitedOptions) {
    self.columnCount = columnCount
    self.options = options
    // Repeating a byte is how to look for fewer than three.
    let nul = options.takesNUL ? options.delimiter : 0
    search = ByteSearch(options.delimiter, nul, options.escapes ? UInt8(ascii: "\\") : options.delimiter)
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
    if isDiscarding {
      offset = ByteSearch.find(0x0a, base, from: offset, to: limit).map { $0 + 1 } ?? limit
      isDiscarding = offset == limit && !isLast
    }
    while offset < limit {
      if writer.isFull || writer.failures.count >= RecordBatch.capacity {
        return MapProgress(stop: .batchFull, consumed: offset)
      }
      let bound = min(limit, offset + RecordLimits.bound)
      if let lineEnd = lineEnd(base, from: offset, to: bound) {
        mapLine(
          base, offset, Self.withoutReturn(base, offset, lineEnd, escapes: options.escapes), next: lineEnd + 1, &writer)
        offset = lineEnd + 1
      } else if bound < limit || bound == offset + RecordLimits.bound {
        offset = giveUp(base, offset, bound, limit, isLast: isLast, &writer)
      } else if isLast {
        mapLine(base, offset, limit, next: limit, &writer)
        offset = limit
      } else {
        return MapProgress(stop: .needsInput, consumed: offset)
      }
    }
    return MapProgress(stop: isLast ? .end : .needsInput, consumed: offset)
  }

  /// The line feed that ends the line, within the longest record there may be.
  @inline(__always)
  private func lineEnd(_ base: UnsafeRawPointer, from start: Int, to bound: Int) -> Int? {
    var from = start
    while let feed = ByteSearch.find(0x0a, base, from: from, to: bound) {
      if !options.escapes || !Self.isEscaped(base, start, feed) { return feed }
      from = feed + 1
    }
    return nil
  }

  /// An odd number of backslashes stands before the byte.
  private static func isEscaped(_ base: UnsafeRawPointer, _ start: Int, _ offset: Int) -> Bool {
    var first = offset
    while first > start && base.load(fromByteOffset: first - 1, as: UInt8.self) == UInt8(ascii: "\\") { first -= 1 }
    return (offset - first) & 1 == 1
  }

  @inline(__always)
  private static func withoutReturn(_ base: UnsafeRawPointer, _ start: Int, _ end: Int, escapes: Bool) -> Int {
    guard end > start, base.load(fromByteOffset: end - 1, as: UInt8.self) == 0x0d else { return end }
    return escapes && isEscaped(base, start, end - 1) ? end : end - 1
  }

  /// A line longer than a record may be: a failure up to its end, or up to what is seen of it.
  private mutating func giveUp(
    _ base: UnsafeRawPointer, _ start: Int, _ bound: Int, _ limit: Int, isLast: Bool, _ writer: inout RecordWriter
  ) -> Int {
    let feed = ByteSearch.find(0x0a, base, from: bound, to: limit)
    let end = feed.map { $0 + 1 } ?? limit
    isDiscarding = feed == nil && !isLast
    writer.fail(start: start, end: end, offset: bound, reason: .tooLong)
    return end
  }

  /// Fields of the line `start..<end`; the next line starts at `next`.
  @inline(__always)
  private func mapLine(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, next: Int, _ writer: inout RecordWriter
  ) {
    if start == end && options.ignoresBlankLines { return }
    var column = 0
    var fieldStart = start
    while true {
      switch field(base, fieldStart, end) {
      case .field(let slice, let stop):
        if column < columnCount {
          writer.set(column, slice)
        } else if !options.ignoresSurplus, column > columnCount || fieldStart < end {
          return writer.fail(start: start, end: next, offset: fieldStart, reason: .tooManyFields)
        }
        column &+= 1
        if stop == end { return endLine(start, end, next: next, fields: column, &writer) }
        fieldStart = stop &+ 1
      case .nul(let offset): return failAtNUL(base, start, offset, next, &writer)
      case .open: return failOpen(start, end, next: next, column, fieldStart, &writer)
      }
    }
  }

  /// What stands at `start` in the line that ends at `end`.
  @inline(__always)
  private func field(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> FoundField {
    if options.removesQuotes, start < end, Self.isQuote(base.load(fromByteOffset: start, as: UInt8.self)) {
      return Self.quotedField(base, start, end, options)
    }
    return plainField(base, start, end)
  }

  /// Up to a delimiter or the line's end; a byte behind ESCAPE's backslash is neither.
  @inline(__always)
  private func plainField(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> FoundField {
    var seen: UInt32 = 0
    var hasEscapes = false
    var stop = search.next(base, from: start, to: end, seen: &seen)
    while stop < end, base.load(fromByteOffset: stop, as: UInt8.self) != options.delimiter {
      if base.load(fromByteOffset: stop, as: UInt8.self) == 0 { return .nul(stop) }
      hasEscapes = true
      let escaped = min(stop &+ 1, end)
      if escaped < end {
        let byte = base.load(fromByteOffset: escaped, as: UInt8.self)
        if byte == 0 && !options.takesNUL { return .nul(escaped) }
        seen |= UInt32(byte & 0x80)
      }
      stop = search.next(base, from: min(escaped &+ 1, end), to: end, seen: &seen)
    }
    let slice = FieldSlice(
      offset: start, length: stop &- start, kind: .text, hasEscapes: hasEscapes, isASCII: seen == 0)
    return .field(slice, end: stop)
  }

  @inline(__always)
  private func endLine(_ start: Int, _ end: Int, next: Int, fields: Int, _ writer: inout RecordWriter) {
    if fields < columnCount {
      guard options.fillsRecord else {
        return writer.fail(start: start, end: next, offset: end, reason: .tooFewFields)
      }
      for column in fields..<columnCount { writer.set(column, .missing) }
    }
    writer.endRecord(start, end)
  }

  /// A quote that is not closed before the line's end.
  private func failOpen(
    _ start: Int, _ end: Int, next: Int, _ column: Int, _ fieldStart: Int, _ writer: inout RecordWriter
  ) {
    writer.failures.append(
      RecordFailure(
        recordsBefore: writer.count, start: start, end: next, offset: end, reason: .openQuote,
        column: column, fieldStart: fieldStart))
  }

  private func failAtNUL(
    _ base: UnsafeRawPointer, _ start: Int, _ offset: Int, _ next: Int, _ writer: inout RecordWriter
  ) {
    writer.fail(start: start, end: next, offset: offset, reason: .nul(base, start, offset))
  }
}
