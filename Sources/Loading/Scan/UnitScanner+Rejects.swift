import Formats
import ObjectStore

/// What the scanner keeps of records that become no rows, and of those that ACCEPTINVCHARS repaired.
extension UnitScanner {
  /// Takes over the batch's failures and rejected rows in the order of the input, and counts its records by file.
  func collect(rows: Int, failuresBefore limit: Int) {
    if !rejects.repairs.isEmpty { collectRepairs() }
    let failures = batch.failures.filter { $0.start < limit }
    if window.segments.count == 1 {
      result.tally(window.segments[0].object, records: rows)
    } else {
      for row in 0..<rows { result.tally(window.segment(at: Int(batch.starts[row])).object, records: 1) }
    }
    guard rejects.count > 0 || !failures.isEmpty else { return }
    if rejects.count < rows {
      for row in 0..<rows where rejects.contains(row) { pendingRejects.append(UInt32(pendingRows + row)) }
    }
    var collector = RejectCollector(self, take())
    collector.add(rows, rejects, failures)
    result = collector.result
  }

  /// The result so far, moved out: no row asks for exclusive access to it.
  private func take() -> UnitResult {
    var taken = UnitResult()
    swap(&taken, &result)
    return taken
  }

  private func collectRepairs() {
    let repairs = rejects.repairs.filter { !rejects.contains($0.row) }
    result.repaired += repairs.count
    let wanted = RepairedRow.loggedCount - result.repairs.count
    guard wanted > 0 else { return }
    for repair in repairs.sorted(by: { $0.row < $1.row }).prefix(wanted) {
      let (start, end) = (Int(batch.starts[repair.row]), Int(batch.ends[repair.row]))
      result.repairs.append(
        RepairedRow(
          object: window.segment(at: start).object,
          lineOffset: window.offset(of: job.isJSON ? max(start, end - 1) : start),
          column: repair.column,
          rawLine: RawText.shown(window.bytes.line(start, end), doublingBackslashes: job.isJSON)))
    }
  }

  /// The file that has just begun is in another encoding: it is one error, and is skipped.
  func refuseFile(_ mismatch: EncodingMismatch) {
    let object = window.segment(at: window.position).object
    flush(rows: batch.count)
    window.removeAll()
    result.tally(object, errors: 1)
    let (nothing, fault) = (UnsafeRawBufferPointer(start: nil, count: 0), RowFault.encoding(mismatch))
    if result.rejects.isNoteworthy {
      result.rejects.note([], Complaint(object: object, offset: 0, fault: fault, record: nothing))
    }
    let stretch = Int32(truncatingIfNeeded: result.rejects.stretches.count)
    result.rejects.stretches.append(LineStretch(object: object, from: 0))
    result.rejects.append(RejectedRow(stretch: stretch, feeds: 0, column: nil, fault: fault), line: 0..<0, in: nothing)
  }

  /// Counts on, where lines are being counted, up to a position of the window: what lies before it is about to go.
  func countLines(to position: Int) {
    let last = result.rejects.stretches.count - 1
    let segment = window.segment(at: position)
    guard last >= 0, result.rejects.stretches[last].object == segment.object, result.rejects.isKeeping else { return }
    let base = segment.start - segment.offset
    _ = result.rejects.stretches[last].feeds(before: position - base, window.bytes, base)
  }
}
