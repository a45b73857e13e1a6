import Formats
import SQLTypes

/// What the scanner keeps of records that become no rows.
extension UnitScanner {
  /// Takes over the batch's failures and rejected rows in the order of the input, and counts its records by file.
  func collect(rows: Int, failuresBefore limit: Int) {
    if !rejects.repaired.isEmpty { collectRepairs() }
    let failures = batch.failures.filter { $0.start < limit }
    if window.segments.count == 1 {
      tally(window.segments[0].object, records: rows, errors: 0)
    } else {
      for row in 0..<rows { tally(window.segment(at: Int(batch.starts[row])).object, records: 1, errors: 0) }
    }
    guard rejects.count > 0 || !failures.isEmpty else { return }
    merge(rejects.entriesByRow, failures)
  }

  private func collectRepairs() {
    let rows = rejects.repaired.filter { !rejects.contains($0) }
    result.repaired += rows.count
    for row in rows.sorted().prefix(RepairedRow.loggedCount - result.repairs.count) {
      let (start, end) = (Int(batch.starts[row]), Int(batch.ends[row]))
      result.repairs.append(
        RepairedRow(
          object: window.segment(at: start).object, lineOffset: lineOffset(start, end),
          column: rejects.repairedColumns[row] ?? 0,
          rawLine: RawText.shown(line(start, end), doublingBackslashes: job.isJSON)))
    }
  }

  /// The byte of the file whose line is the record's (copy.md 8.2).
  private func lineOffset(_ start: Int, _ end: Int) -> Int {
    window.offset(of: job.isJSON ? max(start, end - 1) : start)
  }

  private func merge(_ entries: [RowRejects.Entry], _ failures: [RecordFailure]) {
    // Out of the result while rows are added: no row asks for exclusive access to it.
    var log = RejectLog()
    swap(&log, &result.rejects)
    defer { swap(&log, &result.rejects) }
    var next = 0
    for entry in entries {
      while next < failures.count && failures[next].recordsBefore <= entry.row {
        add(failures[next], to: &log)
        next += 1
      }
      add(entry, to: &log)
    }
    for failure in failures[next...] { add(failure, to: &log) }
  }

  /// The file that has just begun is in another encoding: it is one error, and is skipped.
  func refuseFile(_ reason: String) {
    let object = window.segment(at: window.position).object
    flush(rows: batch.count)
    window.removeAll()
    tally(object, records: 0, errors: 1)
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    result.rejects.note([]) { Complaint(object: object, offset: 0, code: 1221, reason: reason, record: nothing) }
    result.rejects.append(
      RejectedRow(
        object: Int32(object), column: nil, lineOffset: 0, fault: FieldFault(code: 1221, reason: reason)),
      line: nothing)
  }

  private func add(_ entry: RowRejects.Entry, to log: inout RejectLog) {
    pendingRejects.append(UInt32(pendingRows + entry.row))
    guard !reachesLimit(log.count) else { return }
    let (start, end) = (Int(batch.starts[entry.row]), Int(batch.ends[entry.row]))
    let segment = window.segment(at: start)
    tally(segment.object, records: 0, errors: 1)
    let index = fieldIndices[Int(entry.column)]
    let field = batch[index, entry.row]
    // A line without the field is at fault as a whole.
    let isAbsent = field.kind == .absent
    var reject = RejectedRow(
      object: Int32(segment.object), column: isAbsent ? nil : entry.column, lineOffset: lineOffset(start, end),
      fault: entry.fault)
    if !isAbsent { reject.position = position(of: field, in: start) }
    log.note(isAbsent ? [] : fields(of: entry.row, upTo: index)) {
      var complaint = self.complaint(reject, start..<end, in: segment)
      if !isAbsent { complaint.field = Complaint.Field(field, window.bytes, reader) }
      return complaint
    }
    log.append(reject, line: line(start, end), field: isAbsent ? nil : FieldReader.raw(field, window.bytes))
  }

  private func add(_ failure: RecordFailure, to log: inout RejectLog) {
    guard !reachesLimit(log.count) else { return }
    let segment = window.segment(at: failure.start)
    tally(segment.object, records: 1, errors: 1)
    let position = job.isJSON ? min(failure.offset, max(failure.start, failure.end - 1)) : failure.start
    var reject = RejectedRow(
      object: Int32(segment.object), column: nil, lineOffset: window.offset(of: position),
      fault: FieldFault(code: failure.code, reason: failure.reason))
    var field: UnsafeRawBufferPointer?
    if let column = failure.column, let start = failure.fieldStart, column < job.target.loaded.count {
      reject.column = Int32(job.target.loaded[column].position)
      reject.position = start - failure.start
      field = UnsafeRawBufferPointer(rebasing: window.bytes[start..<max(start, failure.offset)])
    }
    log.note([]) { complaint(reject, failure.start..<failure.end, in: segment) }
    log.append(reject, line: line(failure.start, failure.end), field: field)
  }

  private func complaint(
    _ reject: RejectedRow, _ record: Range<Int>, in segment: UnitWindow.Segment
  ) -> Complaint {
    Complaint(
      object: segment.object, offset: segment.offset + record.lowerBound - segment.start, code: reject.fault.code,
      reason: reject.fault.reason.text, column: reject.column.map(Int.init),
      record: UnsafeRawBufferPointer(rebasing: window.bytes[record]))
  }

  private func fields(of row: Int, upTo last: Int) -> [String?] {
    (0...last).map { index in
      let field = batch[index, row]
      if field.kind == .true || field.kind == .false { return field.kind == .true ? "true" : "false" }
      let raw = FieldReader.raw(field, window.bytes)
      guard field.kind != .text || !reader.isNull(raw) else { return nil }
      return field.kind == .missing || field.kind == .null ? nil : RawText.shown(raw)
    }
  }

  /// Where the field starts in its line; copy.md 8.2 has 0 for JSON, and one less in lines of fixed width.
  private func position(of field: FieldSlice, in start: Int) -> Int {
    switch job.options.format {
    case .json: return 0
    case .fixedWidth: return field.offset - start - 1
    case .csv: return max(0, field.offset - (field.kind == .quotedText ? 1 : 0) - start)
    case .delimited:
      let offset = field.offset - start
      guard job.options.removesQuotes, offset > 0 else { return offset }
      // A field without quotes stands at the line's start or behind a delimiter.
      let isQuoted = offset == 1 || window.bytes[field.offset - 2] == job.options.delimiter
      let before = window.bytes[field.offset - 1]
      return isQuoted && before != job.options.delimiter ? offset - 1 : offset
    }
  }

  private func tally(_ object: Int, records: Int, errors: Int) {
    if result.tallies.last?.object != object {
      // Errors of a batch are counted after its records: their file may be one of the last few.
      if let index = result.tallies.lastIndex(where: { $0.object == object }) {
        result.tallies[index].records += records
        result.tallies[index].errors += errors
        return
      }
      result.tallies.append(UnitResult.Tally(object: object, records: 0, errors: 0))
    }
    result.tallies[result.tallies.count - 1].records += records
    result.tallies[result.tallies.count - 1].errors += errors
  }

  /// The record without its line end.
  private func line(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    let bytes = window.bytes
    var end = end
    while end > start, bytes[end - 1] == 0x0a || bytes[end - 1] == 0x0d { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }
}
