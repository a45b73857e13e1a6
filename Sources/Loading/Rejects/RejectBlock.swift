/// Rejected rows that came one by one, so many, and, one behind the other, the bytes of them that can be shown.
struct RejectBlock: Sendable {
  /// Bytes of the block.
  private struct Span: BitwiseCopyable, Sendable {
    var start: UInt32 = 0
    var count: UInt16 = 0

    init() {}

    init(start: Int, count: Int) {
      (self.start, self.count) = (UInt32(truncatingIfNeeded: start), UInt16(truncatingIfNeeded: count))
    }
  }

  /// A row in 44 bytes, aligned to 48.
  private struct Entry: BitwiseCopyable, Sendable {
    var stretch: Int32
    var feeds: Int32 = 0
    /// Its number among the log's.
    var kind: Int32 = 0
    var position: Int32 = 0
    var line = Span()
    var field = Span()
    var details = FaultDetails()
  }

  static let size = 1024

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  /// What is yet to be copied of the window: lines that follow each other are copied as one piece, with their ends.
  private var run = 0..<0

  init() {}

  /// With room for rows like those of a full block.
  init(after full: RejectBlock) {
    entries.reserveCapacity(Self.size)
    bytes.reserveCapacity(full.bytes.count + full.bytes.count / 8)
  }

  var isEmpty: Bool { entries.isEmpty }
  var isFull: Bool { entries.count == Self.size }

  /// `line` and `field` are those of the row in the window, whose bytes must be there until `copyRun`.
  mutating func append(
    _ reject: RejectedRow, kind: Int32, _ line: Range<Int>, _ field: Range<Int>?, in window: UnsafeRawBufferPointer
  ) {
    let shown = line.start(RawText.limit)
    let kept = place(shown, window)
    entries.append(
      Entry(
        stretch: reject.stretch, feeds: reject.feeds, kind: kind,
        position: Int32(truncatingIfNeeded: reject.position), line: kept,
        field: field.map { place($0.start(RawText.limit), in: shown, kept, window) } ?? Span(),
        details: reject.fault.details))
  }

  mutating func copyRun(_ window: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: window[run]).assumingMemoryBound(to: UInt8.self))
    run = 0..<0
  }

  // MARK: Reading

  func kind(_ index: Int) -> Int { Int(entries[index].kind) }

  /// `kind`: the row's.
  func row(_ index: Int, _ kind: FaultKinds.Kind) -> RejectedRow {
    let entry = entries[index]
    return RejectedRow(
      stretch: entry.stretch, feeds: entry.feeds, column: kind.column, position: Int(entry.position),
      fault: kind.rule.with(entry.details))
  }

  func line(_ index: Int) -> ArraySlice<UInt8> { bytes(entries[index].line) }

  func field(_ index: Int) -> ArraySlice<UInt8> { bytes(entries[index].field) }

  private func bytes(_ span: Span) -> ArraySlice<UInt8> { bytes[Int(span.start)..<Int(span.start) + Int(span.count)] }

  /// Where bytes of the window, as many as are shown at most, will be kept.
  private mutating func place(_ range: Range<Int>, _ window: UnsafeRawBufferPointer) -> Span {
    // One or two bytes lie between a line and the next.
    if !run.isEmpty, range.lowerBound >= run.upperBound, range.lowerBound &- run.upperBound <= 2 {
      run = run.lowerBound..<range.upperBound
    } else {
      copyRun(window)
      run = range
    }
    return Span(start: bytes.count + range.lowerBound - run.lowerBound, count: range.count)
  }

  /// A field lies where its line is kept, unless it is not shown there.
  private mutating func place(
    _ field: Range<Int>, in line: Range<Int>, _ kept: Span, _ window: UnsafeRawBufferPointer
  ) -> Span {
    guard line.lowerBound <= field.lowerBound, field.upperBound <= line.upperBound else { return place(field, window) }
    return Span(start: Int(kept.start) + field.lowerBound - line.lowerBound, count: field.count)
  }
}

extension Range<Int> {
  /// Its first `limit` numbers.
  fileprivate func start(_ limit: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound &+ limit) }
}
