import Formats

/// Takes over a batch of which most rows are refused at once, into a block of its own.
///
/// **What it gains.** In a file that is all errors a row is 48 bytes written, and its bytes are copied with those of
/// the whole batch:
///
///     window   12,x⏎13,y⏎14,z⏎       the records are short lines, one behind the other
///     block    12,x⏎13,y⏎14,z⏎       a row lies where it lay, and each is one line behind the one before
///
/// **Why the answer is the same.** What is kept of a row is what `add` keeps of it, which takes any row.
extension RejectCollector {
  /// Whether a block may hold `refused` of `rows` records, each in a line of its own: they are many enough for the bytes
  /// of the others to be copied with them, all of each is shown, and nothing more is told of one of them.
  func fitBlock(_ rows: Int, _ refused: Int) -> Bool {
    let log = result.rejects
    return refused * 2 >= rows && !log.isNoteworthy && log.count + refused <= limit
      && log.keptCount + refused <= RejectedRow.keptCount
      && zip(batch.starts[..<rows], batch.ends[..<rows]).allSatisfy { $1 &- $0 <= RawText.limit }
  }

  /// `feeds`: before the first row's line.
  mutating func block(_ rows: Int, _ rejects: RowRejects, _ feeds: Int32) -> RejectBlock {
    let copied = Int(batch.starts[0])..<Int(batch.ends[rows - 1])
    var entry = RejectBlock.Entry(stretch: stretch)
    var entries: [RejectBlock.Entry] = []
    entries.reserveCapacity(rejects.count)
    for row in 0..<rows where rejects.contains(row) {
      entry.feeds = feeds &+ Int32(truncatingIfNeeded: row)
      describe(rejects[row], &entry, copied)
      entries.append(entry)
    }
    return RejectBlock(entries, UnsafeRawBufferPointer(rebasing: bytes[copied]))
  }

  @inline(__always)
  private mutating func describe(
    _ reject: RowRejects.Entry, _ entry: inout RejectBlock.Entry, _ copied: Range<Int>
  ) {
    let (start, end) = (Int(batch.starts[reject.row]), Int(batch.ends[reject.row]))
    let (field, fault) = (batch[fieldIndices[Int(reject.column)], reject.row], RowFault.field(reject.fault))
    let isAbsent = field.kind == .absent
    entry.kind = result.rejects.count(fault, column: isAbsent ? nil : reject.column)
    entry.details = fault.details
    entry.position = isAbsent ? 0 : Int32(truncatingIfNeeded: layout.position(of: field, in: start, bytes))
    entry.line = RejectBlock.Span(bytes.lineRange(start, end), in: copied)
    entry.field = RejectBlock.Span(isAbsent ? start..<start : field.offset..<field.offset + field.length, in: copied)
  }
}
