import Columnar
import Formats
import ObjectStore
import SQLTypes

/// Reads units: one worker's buffers, mapper and converters, used again for unit after unit.
///
/// A large file is read in chunks at the same time, though where the records of a chunk begin is known only when the
/// chunk before it has been read. So each chunk guesses (`RecordSplitter`), and who puts the results together checks:
///
///     {"a":1}⏎{"b":"x⏎{"}⏎{"c":3}⏎      a chunk that begins inside "x⏎{" takes the line feed in it for a border;
///             ^ chunk                   the chunk before ends behind {"b":…}, and that is not where this one began
///
/// A chunk owns the records that start in its range and reads the last of them to its end. Where the guess was wrong
/// the chunk is read again from the proven offset; the rows are the same either way.
final class UnitScanner {
  let job: LoadJob
  var window: UnitWindow
  var batch: RecordBatch
  private var mapper: any RecordMapper
  private let converters: [ColumnConverter]
  let reader: FieldReader
  /// Of the converters' columns: not asked of the job, whose counts of references all workers would change.
  private let positions: [Int]
  private let faultsAreNull: Bool
  /// By a column's index in the table: that of its field.
  let fieldIndices: [Int]
  let rejects = RowRejects()
  private var folder: OpenFolder?
  var result = UnitResult()
  /// Rows converted since the last batch: what is remembered of them is bounded, also where none is kept.
  private var convertedRows = 0
  /// Those of them that the next batch gets, and which of these were rejected.
  var pendingRows = 0
  var pendingRejects: [UInt32] = []
  /// Where a chunk's own lines begin: those before are of the chunk before.
  private(set) var countsFrom = 0

  init(_ job: LoadJob) {
    self.job = job
    window = UnitWindow(size: job.sizes.window)
    batch = RecordBatch(columnCount: job.target.loaded.count)
    mapper = job.mapper
    let reader = FieldReader(job.options)
    self.reader = reader
    positions = job.target.loaded.map(\.position)
    faultsAreNull = job.options.rules.faultsAreNull
    fieldIndices = job.target.fieldIndices
    converters = job.target.loaded.map { ColumnConverter($0, job.options, job.context, reader) }
  }

  /// Reads a unit. A chunk begins at `proven` where that is known, else where a border seems to be.
  ///
  /// Errors: 58030 and XX000 for objects that cannot be read.
  func run(_ unit: LoadUnit, from proven: Int? = nil) throws(SQLError) -> UnitResult {
    (result, countsFrom) = (UnitResult(), 0)
    defer { reset() }
    switch unit {
    case .files(let range): for object in range where !isExhausted { try scanFile(object) }
    case .chunk(let object, let range): try scanChunk(object, range, from: proven)
    }
    flush(rows: batch.count)
    finishBatch()
    // The errors of a batch are counted after its records: a file without any came late.
    result.tallies.sort { $0.object < $1.object }
    return result
  }

  /// The unit alone has as many errors as make COPY fail.
  var isExhausted: Bool {
    reachesLimit(result.rejects.count)
  }

  func reachesLimit(_ rejects: Int) -> Bool {
    guard let limit = job.options.errorLimit else { return false }
    return rejects >= limit
  }

  private func reset() {
    window.removeAll()
    batch.removeAll()
    rejects.removeAll()
  }

  /// Forgets the middle of a line given up. A JSON mapper is kept: what it expects of records, learnt from those of other
  /// files, changes only the time, and of tiny files to learn it anew took a quarter.
  private func resetMapper() {
    if !job.isJSON { mapper = job.mapper }
  }

  private func scanFile(_ object: Int) throws(SQLError) {
    try job.checkCancellation()
    if job.objects[object].size == 0 { return }
    if window.isUsedUp {
      flush(rows: batch.count)
      window.removeAll()
    }
    resetMapper()
    var source = try UnitSource(
      job.open(object, &folder), job.options, ahead: job.decodesAhead ? job.cancellation : nil)
    window.begin(object, at: 0)
    if try skipPreamble(&source) { _ = try scan(&source, upTo: .max) }
    try source.checkUnchanged()
  }

  private func scanChunk(_ object: Int, _ range: Range<Int>, from proven: Int?) throws(SQLError) {
    resetMapper()
    let start = proven ?? max(range.lowerBound - 1, 0)
    result.next = start
    if proven != nil && start >= range.upperBound { return }
    var source = try UnitSource(
      job.open(object, at: start), job.options, from: start, bound: range.upperBound)
    window.begin(object, at: start)
    if range.lowerBound == 0 {
      guard try skipPreamble(&source) else {
        result.next = job.objects[object].size
        return
      }
    } else if proven == nil {
      guard try findBorder(&source, before: range.upperBound) else {
        result.isUnread = true
        return
      }
    }
    result.start = window.offset(of: window.position)
    result.blankFrom = startOfBlanks()
    if range.lowerBound > 0 { countsFrom = result.start }
    result.next = try scan(&source, upTo: range.upperBound)
    countLines(to: window.position(of: result.next))
    try source.checkUnchanged()
  }

  /// Takes the first border in sight for a record's. False if there is none before the chunk's end.
  private func findBorder(_ source: inout UnitSource, before end: Int) throws(SQLError) -> Bool {
    _ = try window.fill(from: &source)
    guard let border = job.splitter.border(in: window.bytes, from: 0), window.offset(of: border) < end else {
      return false
    }
    window.position = border
    return true
  }

  /// Between JSON's records there may be any white space; records of text follow each other without a gap.
  private func startOfBlanks() -> Int {
    var position = window.position
    guard job.isJSON else { return window.offset(of: position) }
    let bytes = window.bytes
    while position > 0, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position - 1]) { position -= 1 }
    return window.offset(of: position)
  }

  /// Skips a byte order mark and IGNOREHEADER's lines. False for a file in another encoding, of which nothing is read.
  private func skipPreamble(_ source: inout UnitSource) throws(SQLError) -> Bool {
    _ = try window.fill(from: &source)
    let start = UnsafeRawBufferPointer(rebasing: window.bytes[window.position...])
    if let mismatch = source.mismatch ?? (job.options.encoding == .utf8 ? TextEncoding.utf8.mismatch(start) : nil) {
      refuseFile(mismatch)
      return false
    }
    window.position += TextHeader.byteOrderMark(start)
    var lines = job.options.headerLines
    while lines > 0 {
      (window.position, lines) = TextHeader.skip(lines: lines, window.bytes, from: window.position)
      guard lines > 0 else { break }
      flush(rows: batch.count)
      window.makeRoom()
      source.extend(by: job.sizes.window)
      if try !window.fill(from: &source) { break }
    }
    return true
  }

  /// Finds and converts the records that start before byte `end` of the file: where the next one starts.
  private func scan(_ source: inout UnitSource, upTo end: Int) throws(SQLError) -> Int {
    while !isExhausted {
      try job.checkCancellation()
      if isPast(end) { break }
      let progress = mapper.map(window.bytes, from: window.position, isLast: source.isAtEnd, into: &batch)
      window.position = progress.consumed
      if end != .max, let next = cutBatch(at: end) { return next }
      switch progress.stop {
      case .end: return window.offset(of: window.position)
      case .batchFull: flush(rows: batch.count)
      case .needsInput: if !isPast(end) { try readOn(&source) }
      }
    }
    flush(rows: batch.count)
    return window.offset(of: window.position)
  }

  /// At a border behind the chunk's end. Lines are given up to their ends, which may lie behind it.
  private func isPast(_ end: Int) -> Bool {
    guard end != .max, window.offset(of: window.position) >= end else { return false }
    return job.isJSON || window.isAtLineStart
  }

  private func readOn(_ source: inout UnitSource) throws(SQLError) {
    if window.buffer.count >= window.buffer.capacity {
      flush(rows: batch.count)
      countLines(to: window.position)
      window.makeRoom()
    }
    if try !window.fill(from: &source) && !source.isAtEnd {
      // A record is looked at from its start each time: the longer it is, the more is read at once.
      source.extend(by: max(job.sizes.overhang, window.buffer.count - window.position))
      _ = try window.fill(from: &source)
    }
  }

  /// Converts the records before byte `end` of the file where there are others behind it: the first of those.
  private func cutBatch(at end: Int) -> Int? {
    let limit = end - window.offset(of: 0)
    var rows = batch.count
    while rows > 0 && Int(batch.starts[rows - 1]) >= limit { rows -= 1 }
    let failure = batch.failures.first { $0.start >= limit }
    guard rows < batch.count || failure != nil else { return nil }
    let next = min(rows < batch.count ? Int(batch.starts[rows]) : .max, failure?.start ?? .max)
    flush(rows: rows, failuresBefore: limit)
    return window.offset(of: next)
  }

  /// Converts the first `rows` records of the batch and forgets all of it.
  func flush(rows: Int, failuresBefore limit: Int = .max) {
    let converted = convert(rows)
    let isRefused = rejects.count == rows
    for converter in converted { isRefused ? converter.discard(rows) : converter.append(rows) }
    collect(rows: rows, failuresBefore: limit)
    convertedRows += rows
    if !isRefused { pendingRows += rows }
    batch.removeAll()
    rejects.removeAll()
    if convertedRows + RecordBatch.capacity > job.sizes.largestBatch { finishBatch() }
  }

  /// Converts column by column as long as a row is left that is not refused: the columns that were.
  private func convert(_ rows: Int) -> ArraySlice<ColumnConverter> {
    for (index, converter) in converters.enumerated() {
      if rejects.count == rows { return converters[..<index] }
      rejects.column = positions[index]
      batch.withFields(of: index) { fields in
        converter.convert(UnsafeBufferPointer(rebasing: fields[..<rows]), in: window.bytes, rejects)
      }
      if faultsAreNull && rejects.count > 0 { nullFaults(of: converter, rows) }
    }
    return converters[...]
  }

  /// The rows that the column would refuse have NULL there instead.
  private func nullFaults(of converter: ColumnConverter, _ rows: Int) {
    for row in 0..<rows where rejects.contains(row) { converter.setNull(row) }
    rejects.removeRejected()
  }

  private func finishBatch() {
    guard convertedRows > 0 else { return }
    let columns = converters.map { $0.finish() }
    if pendingRejects.count < pendingRows {
      result.batches.append(Batch(columns, count: pendingRows).removing(pendingRejects))
    }
    (convertedRows, pendingRows) = (0, 0)
    pendingRejects.removeAll(keepingCapacity: true)
  }
}
