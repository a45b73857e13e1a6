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

  init() {}

  /// With room for rows like those of a full block.
  init(after full: RejectBlock) {
    entries.reserveCapacity(Self.size)
    bytes.reserveCapacity(full.bytes.count + full.bytes.count / 8)
  }

  var isFull: Bool { entries.count == Self.size }

  mutating func append(
    _ reject: RejectedRow, kind: Int, _ line: UnsafeRawBufferPointer, _ field: UnsafeRawBufferPointer?
  ) {
    let shown = UnsafeRawBufferPointer(rebasing: line.prefix(RawText.limit))
    let kept = keep(shown)
    entries.append(
      Entry(
        stretch: reject.stretch, feeds: reject.feeds, kind: Int32(truncatingIfNeeded: kind),
        position: Int32(truncatingIfNeeded: reject.position), line: kept,
        field: field.map { span(of: $0, in: shown, at: kept.start) } ?? Span(), details: reject.fault.details))
  }

  func bytes(_ span: Span) -> ArraySlice<UInt8> { bytes[Int(span.start)..<Int(span.start) + Int(span.count)] }

  /// Copies up to `RawText.limit` bytes.
  private mutating func keep(_ more: UnsafeRawBufferPointer) -> Span {
    let start = UInt32(truncatingIfNeeded: bytes.count)
    bytes.append(contentsOf: more.assumingMemoryBound(to: UInt8.self))
    return Span(start: start, count: UInt16(truncatingIfNeeded: more.count))
  }

  /// The field's bytes where they lie in those of the line, else a copy.
  private mutating func span(
    of field: UnsafeRawBufferPointer, in line: UnsafeRawBufferPointer, at start: UInt32
  ) -> Span {
    let shown = UnsafeRawBufferPointer(rebasing: field.prefix(RawText.limit))
    guard let first = shown.baseAddress, let base = line.baseAddress, first >= base,
      first + shown.count <= base + line.count
    else { return keep(shown) }
    return Span(
      start: start + UInt32(truncatingIfNeeded: first - base), count: UInt16(truncatingIfNeeded: shown.count))
  }
}
