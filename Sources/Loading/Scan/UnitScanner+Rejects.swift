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
    merge(rejects.entries.sorted { $0.row < $1.row }, failures)
  }

  private func collectRepairs() {
    let rows = rejects.repaired.filter { !rejects.contains($0) }
    result.repaired += rows.count
    for row in rows.sorted().prefix(RepairedRow.loggedCount - result.repairs.count) {
      let (start, end) = (Int(batch.starts[row]), Int(batch.ends[row]))
      result.repairs.append(
        RepairedRow(
          object: window.segment(at: start).object, lineOffset: lineOffset(start, end),
          column: rejects.repairedColumns[row] ?? 0, rawLine: rawLine(start, end)))
    }
  }

  /// The byte of the file whose line is the record's (copy.md 8.2).
  private func lineOffset(_ start: Int, _ end: Int) -> Int {
    window.offset(of: job.isJSON ? max(start, end - 1) : start)
  }

  private func merge(_ entries: [RowRejects.Entry], _ failures: [RecordFailure]) {
    var next = 0
    for entry in entries {
      while next < failures.count && failures[next].recordsBefore <= entry.row {
        add(failures[next])
        next += 1
      }
      add(entry)
    }
    for failure in failures[next...] { add(failure) }
  }

  /// The file that has just begun is in another encoding: it is one error, and is skipped.
  func refuseFile(_ reason: String) {
    let object = window.segment(at: window.position).object
    flush(rows: batch.count)
    window.removeAll()
    tally(object, records: 0, errors: 1)
    var reject = RejectedRow(object: object, lineOffset: 0, column: nil, code: 1221, reason: reason)
    if isAdvised {
      let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
      reject.complaint = Complaint(object: object, offset: 0, code: 1221, reason: reason, record: nothing)
    }
    result.rejects.append(reject)
  }

  private func add(_ entry: RowRejects.Entry) {
    pendingRejects.append(UInt32(pendingRows + entry.row))
    guard !isExhausted else { return }
    let (start, end) = (Int(batch.starts[entry.row]), Int(batch.ends[entry.row]))
    let segment = window.segment(at: start)
    tally(segment.object, records: 0, errors: 1)
    var reject = RejectedRow(
      object: segment.object, lineOffset: lineOffset(start, end), column: entry.column, code: entry.fault.code,
      reason: entry.fault.reason)
    reject.rawLine = rawLine(start, end)
    if isAdvised {
      reject.complaint = complaint(start..<end, in: segment, entry.fault.code, entry.fault.reason, entry.column)
    }
    if let index = job.target.loaded.firstIndex(where: { $0.position == entry.column }) {
      let field = batch[index, entry.row]
      // A line without the field is at fault as a whole.
      if field.kind == .absent {
        reject.column = nil
        reject.complaint?.column = nil
        return result.rejects.append(reject)
      }
      reject.position = position(of: field, in: start)
      reject.complaint?.field = Complaint.Field(field, window.bytes, reader)
      if field.length > 0 { reject.rawField = RawText.shown(FieldReader.raw(field, window.bytes)) }
      if result.rejects.count < RejectedRow.detailedCount { reject.fields = fields(of: entry.row, upTo: index) }
    }
    result.rejects.append(reject)
  }

  private var isAdvised: Bool { result.rejects.count < RejectedRow.advisedCount }

  private func complaint(
    _ record: Range<Int>, in segment: UnitWindow.Segment, _ code: Int, _ reason: String, _ column: Int?
  ) -> Complaint {
    Complaint(
      object: segment.object, offset: segment.offset + record.lowerBound - segment.start, code: code, reason: reason,
      column: column, record: UnsafeRawBufferPointer(rebasing: window.bytes[record]))
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

  private func add(_ failure: RecordFailure) {
    guard !isExhausted else { return }
    let object = window.segment(at: failure.start).object
    tally(object, records: 1, errors: 1)
    let position = job.isJSON ? min(failure.offset, max(failure.start, failure.end - 1)) : failure.start
    var reject = RejectedRow(
      object: object, lineOffset: window.offset(of: position), column: nil, code: failure.code, reason: failure.reason)
    reject.rawLine = rawLine(failure.start, failure.end)
    if isAdvised {
      let segment = window.segment(at: failure.start)
      reject.complaint = complaint(failure.start..<failure.end, in: segment, failure.code, failure.reason, nil)
    }
    if let column = failure.column, let start = failure.fieldStart, column < job.target.loaded.count {
      reject.column = job.target.loaded[column].position
      reject.complaint?.column = reject.column
      reject.position = start - failure.start
      let field = UnsafeRawBufferPointer(rebasing: window.bytes[start..<max(start, failure.offset)])
      reject.rawField = RawText.shown(field)
    }
    result.rejects.append(reject)
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

  private func rawLine(_ start: Int, _ end: Int) -> String {
    var end = end
    while end > start, window.bytes[end - 1] == 0x0a || window.bytes[end - 1] == 0x0d { end -= 1 }
    let line = UnsafeRawBufferPointer(rebasing: window.bytes[start..<end])
    return RawText.shown(line, doublingBackslashes: job.isJSON)
  }
}
