/// The rejected rows of a stretch of input, in its order, without a text: their bytes lie behind each other in one
/// piece of memory, and nothing is allocated for one of them.
struct RejectLog: Sendable {
  /// Of the rejected rows the first `RejectedRow.keptCount`.
  private(set) var rows: [RejectedRow] = []
  private var bytes: [UInt8] = []
  /// All rejected rows.
  private(set) var count = 0
  /// Texts of the fields up to the one at fault, in the order of the record, nil for NULL; of the first
  /// `RejectedRow.detailedCount` rows.
  private(set) var fields: [[String?]] = []
  /// Of the first `RejectedRow.advisedCount` rows.
  private(set) var complaints: [Complaint] = []

  /// `line` holds the row's record; `field`, a part of it, the field at fault.
  mutating func append(_ reject: RejectedRow, line: UnsafeRawBufferPointer, field: UnsafeRawBufferPointer? = nil) {
    count += 1
    guard rows.count < RejectedRow.keptCount else { return }
    var reject = reject
    let shown = UnsafeRawBufferPointer(rebasing: line.prefix(RawText.limit))
    reject.line = keep(shown)
    if let field, !field.isEmpty { reject.field = span(of: field, in: shown, at: reject.line.start) }
    rows.append(reject)
  }

  /// Whether the next row is one of the first, of which more is told: then `note` it before it is appended.
  var isNoteworthy: Bool { count < RejectedRow.detailedCount }

  mutating func note(_ fields: [String?], _ complaint: Complaint) {
    self.fields.append(fields)
    if count < RejectedRow.advisedCount { complaints.append(complaint) }
  }

  func bytes(_ span: RejectedRow.Span) -> ArraySlice<UInt8> {
    bytes[Int(span.start)..<Int(span.start) + Int(span.count)]
  }

  /// Forgets all but the first rows.
  mutating func keep(first limit: Int) {
    count = min(count, limit)
    if rows.count > limit { rows.removeLast(rows.count - limit) }
  }

  /// Without what is told once, of the first rows.
  var bare: RejectLog {
    var log = self
    (log.fields, log.complaints) = ([], [])
    return log
  }

  private mutating func keep(_ more: UnsafeRawBufferPointer) -> RejectedRow.Span {
    let start = UInt32(truncatingIfNeeded: bytes.count)
    bytes.append(contentsOf: more.assumingMemoryBound(to: UInt8.self))
    return RejectedRow.Span(start: start, count: UInt32(truncatingIfNeeded: more.count))
  }

  /// The field's bytes where they lie in those of the line, else a copy.
  private mutating func span(
    of field: UnsafeRawBufferPointer, in line: UnsafeRawBufferPointer, at start: UInt32
  ) -> RejectedRow.Span {
    let shown = UnsafeRawBufferPointer(rebasing: field.prefix(RawText.limit))
    guard let first = shown.baseAddress, let base = line.baseAddress, first >= base,
      first + shown.count <= base + line.count
    else { return keep(shown) }
    return RejectedRow.Span(
      start: start + UInt32(truncatingIfNeeded: first - base), count: UInt32(truncatingIfNeeded: shown.count))
  }
}
