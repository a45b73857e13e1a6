/// So many rejected rows and, one behind the other, the bytes of them that can be shown.
struct RejectBlock: Sendable {
  /// Bytes of the block.
  struct Span: BitwiseCopyable, Sendable {
    var start: UInt32 = 0
    var count: UInt16 = 0
  }

  /// A row in 44 bytes, aligned to 48.
  struct Entry: BitwiseCopyable, Sendable {
    var stretch: Int32
    var feeds: Int32
    /// Its number among the log's.
    var kind: Int32
    var position: Int32
    var line: Span
    var field: Span
    var details: FaultDetails
  }

  static let size = 1024

  private(set) var entries: [Entry] = []
  private var bytes: [UInt8] = []
  /// What is yet to be copied of the window: lines that follow each other are copied as one piece, with their ends.
  private var run = 0..<0

  init() {}

  /// With room for rows like those of a full block.
  init(after full: RejectBlock) {
    entries.reserveCapacity(Self.size)
    bytes.reserveCapacity(full.bytes.count + full.bytes.count / 8)
  }

  var isFull: Bool { entries.count == Self.size }

  /// `line` and `field` are those of the row in the window, whose bytes must be there until `copyRun`.
  @inline(__always)
  mutating func append(
    _ reject: RejectedRow, kind: Int, _ line: Range<Int>, _ field: Range<Int>?, in window: UnsafeRawBufferPointer
  ) {
    let shown = line.start(RawText.limit)
    let kept = place(shown, window)
    entries.append(
      Entry(
        stretch: reject.stretch, feeds: reject.feeds, kind: Int32(truncatingIfNeeded: kind),
        position: Int32(truncatingIfNeeded: reject.position), line: kept,
        field: field.map { place($0.start(RawText.limit), in: shown, kept, window) } ?? Span(),
        details: reject.fault.details))
  }

  mutating func copyRun(_ window: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: window[run]).assumingMemoryBound(to: UInt8.self))
    run = 0..<0
  }

  func bytes(_ span: Span) -> ArraySlice<UInt8> { bytes[Int(span.start)..<Int(span.start) + Int(span.count)] }

  /// Where bytes of the window, as many as are shown at most, will be kept.
  @inline(__always)
  private mutating func place(_ range: Range<Int>, _ window: UnsafeRawBufferPointer) -> Span {
    // One or two bytes lie between a line and the next.
    if !run.isEmpty, range.lowerBound >= run.upperBound, range.lowerBound &- run.upperBound <= 2 {
      run = run.lowerBound..<range.upperBound
    } else {
      copyRun(window)
      run = range
    }
    return Span(
      start: UInt32(truncatingIfNeeded: bytes.count + range.lowerBound - run.lowerBound),
      count: UInt16(truncatingIfNeeded: range.count))
  }

  /// A field lies where its line is kept, unless it is not shown there.
  @inline(__always)
  private mutating func place(
    _ field: Range<Int>, in line: Range<Int>, _ kept: Span, _ window: UnsafeRawBufferPointer
  ) -> Span {
    guard line.lowerBound <= field.lowerBound, field.upperBound <= line.upperBound else { return place(field, window) }
    return Span(
      start: kept.start + UInt32(truncatingIfNeeded: field.lowerBound - line.lowerBound),
      count: UInt16(truncatingIfNeeded: field.count))
  }
}

extension Range<Int> {
  /// Its first `limit` numbers.
  fileprivate func start(_ limit: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound &+ limit) }
}
