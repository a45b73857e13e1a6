/// Reads one CSV record at a time: the inner loop of `CSVMapper`.
struct CSVScanner {
  /// Why a record is none, and where to look for the next.
  struct Fault {
    var offset: Int
    var reason: RecordReason
    var column: Int?
    var fieldStart: Int?
    /// The next record starts behind the first line feed from here on.
    var skipFrom: Int

    init(offset: Int, reason: RecordReason, skipFrom: Int, column: Int? = nil, fieldStart: Int? = nil) {
      (self.offset, self.reason, self.skipFrom) = (offset, reason, skipFrom)
      (self.column, self.fieldStart) = (column, fieldStart)
    }

    /// A quote that is never closed spoils its record's first line and no more.
    init(openQuote offset: Int, from start: Int) {
      self.init(offset: offset, reason: .openQuote, skipFrom: start)
    }
  }

  enum Outcome {
    /// A record, a failure with a known end, or an ignored line: the next record starts there.
    case next(Int)
    case fault(Fault)
    /// The window ends inside the record; inside the quotes that open there, if any.
    case cut(quote: Int?)
  }

  /// Where a field ended.
  private enum FieldEnd {
    case delimiter(Int)
    /// The record's content ends at the first, the next record starts at the second.
    case record(Int, next: Int)
    case badQuote(Int)
    case openQuote(Int)
    case cut(quote: Int?)
  }

  private let columnCount: Int
  private let options: CSVOptions
  private let search: ByteSearch
  private let quoteSearch: ByteSearch

  init(columnCount: Int, options: CSVOptions) {
    self.columnCount = columnCount
    self.options = options
    search = ByteSearch(options.delimiter, options.quote, 0x0a)
    quoteSearch = ByteSearch(options.quote, options.quote, options.quote)
  }

  /// Reads the record that starts at `start`, which is below `limit`.
  @inline(__always)
  func record(
    _ base: UnsafeRawPointer, from start: Int, to limit: Int, isLast: Bool, _ writer: inout RecordWriter
  ) -> Outcome {
    if options.ignoresBlankLines, let next = blankLine(base, start, limit) { return .next(next) }
    var column = 0
    var offset = start
    var surplus: Int?
    while true {
      var slice = FieldSlice.missing
      let end = field(base, from: offset, to: limit, isLast: isLast, &slice)
      switch end {
      case .delimiter(let delimiter):
        if column < columnCount { writer.set(column, slice) } else if surplus == nil { surplus = offset }
        column &+= 1
        offset = delimiter &+ 1
      case .record(let end, let next):
        if column < columnCount {
          writer.set(column, slice)
        } else if surplus == nil && (slice.length > 0 || slice.kind == .quotedText) {
          surplus = offset
        }
        finish(start, end, next, fields: column &+ 1, surplus, &writer)
        return .next(next)
      case .badQuote(let quote):
        return .fault(
          Fault(
            offset: quote, reason: .badQuote, skipFrom: quote, column: column, fieldStart: offset))
      case .openQuote(let quote): return .fault(Fault(openQuote: quote, from: start))
      case .cut(let quote): return .cut(quote: quote)
      }
    }
  }

  @inline(__always)
  private func finish(
    _ start: Int, _ end: Int, _ next: Int, fields: Int, _ surplus: Int?, _ writer: inout RecordWriter
  ) {
    if let surplus, !options.ignoresSurplus {
      return writer.fail(start: start, end: next, offset: surplus, reason: .tooManyFields)
    }
    if fields < columnCount {
      guard options.fillsRecord else {
        return writer.fail(start: start, end: next, offset: end, reason: .tooFewFields)
      }
      for column in fields..<columnCount { writer.set(column, .missing) }
    }
    writer.endRecord(start, end)
  }

  private func blankLine(_ base: UnsafeRawPointer, _ start: Int, _ limit: Int) -> Int? {
    let first = base.load(fromByteOffset: start, as: UInt8.self)
    if first == 0x0a { return start + 1 }
    guard first == 0x0d, start + 1 < limit, base.load(fromByteOffset: start + 1, as: UInt8.self) == 0x0a else {
      return nil
    }
    return start + 2
  }

  @inline(__always)
  private func field(
    _ base: UnsafeRawPointer, from start: Int, to limit: Int, isLast: Bool, _ slice: inout FieldSlice
  ) -> FieldEnd {
    var seen: UInt32 = 0
    let stop = search.next(base, from: start, to: limit, seen: &seen)
    guard stop < limit else {
      guard isLast else { return .cut(quote: nil) }
      slice = text(start, limit, seen)
      return .record(limit, next: limit)
    }
    let byte = base.load(fromByteOffset: stop, as: UInt8.self)
    if byte == options.delimiter {
      slice = text(start, stop, seen)
      return .delimiter(stop)
    }
    if byte == 0x0a {
      let end = stop > start && base.load(fromByteOffset: stop &- 1, as: UInt8.self) == 0x0d ? stop &- 1 : stop
      slice = text(start, end, seen)
      return .record(end, next: stop &+ 1)
    }
    guard isBlank(base, start, stop) else { return .badQuote(stop) }
    return quoted(base, from: stop &+ 1, to: limit, isLast: isLast, &slice)
  }

  @inline(__always)
  private func text(_ start: Int, _ end: Int, _ seen: UInt32) -> FieldSlice {
    FieldSlice(offset: start, length: end &- start, kind: .text, isASCII: seen == 0)
  }

  /// Blanks, other than the delimiter, that may stand between it and a quote.
  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool { (byte == 0x20 || byte == 0x09) && byte != options.delimiter }

  @inline(__always)
  private func isBlank(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Bool {
    var offset = start
    while offset < end && isBlank(base.load(fromByteOffset: offset, as: UInt8.self)) { offset &+= 1 }
    return offset == end
  }

  /// The field whose opening quote stands before `start`.
  private func quoted(
    _ base: UnsafeRawPointer, from start: Int, to limit: Int, isLast: Bool, _ slice: inout FieldSlice
  ) -> FieldEnd {
    var seen: UInt32 = 0
    var hasDoubled = false
    var offset = start
    while true {
      let quote = quoteSearch.next(base, from: offset, to: limit, seen: &seen)
      if quote &+ 1 < limit, base.load(fromByteOffset: quote &+ 1, as: UInt8.self) == options.quote {
        hasDoubled = true
        offset = quote &+ 2
        continue
      }
      if quote &+ 1 >= limit && !isLast { return .cut(quote: start &- 1) }
      if quote == limit { return .openQuote(start &- 1) }
      slice = FieldSlice(
        offset: start, length: quote &- start, kind: .quotedText, hasEscapes: hasDoubled,
        isASCII: seen == 0)
      return behindQuote(base, from: quote &+ 1, to: limit, isLast: isLast)
    }
  }

  /// Nothing but blanks may stand between a closing quote and the field's end.
  private func behindQuote(_ base: UnsafeRawPointer, from start: Int, to limit: Int, isLast: Bool) -> FieldEnd {
    var offset = start
    while offset < limit {
      let byte = base.load(fromByteOffset: offset, as: UInt8.self)
      if byte == options.delimiter { return .delimiter(offset) }
      if byte == 0x0a { return .record(offset, next: offset &+ 1) }
      if byte == 0x0d {
        if offset &+ 1 == limit { return isLast ? .record(offset, next: limit) : .cut(quote: nil) }
        let isLineEnd = base.load(fromByteOffset: offset &+ 1, as: UInt8.self) == 0x0a
        return isLineEnd ? .record(offset, next: offset &+ 2) : .badQuote(offset)
      }
      guard isBlank(byte) else { return .badQuote(offset) }
      offset &+= 1
    }
    return isLast ? .record(limit, next: limit) : .cut(quote: nil)
  }
}
