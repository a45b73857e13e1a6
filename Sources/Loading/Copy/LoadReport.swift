import Catalogs
import ObjectStore
import SQLTypes

/// What a COPY tells its client and the system's log.
struct LoadReport {
  let request: CopyRequest
  let job: LoadJob
  let collector: LoadCollector

  private var tableName: String { request.table.name.name }

  /// Rows of `stl_load_commits`, one a file.
  var commits: [LoadCommit] {
    collector.tallies.map { tally in
      var commit = LoadCommit(
        query: request.queryID, fileName: job.objects[tally.object].name, linesScanned: tally.records,
        errors: tally.errors, time: request.startTime, format: job.options.format.name)
      commit.userID = request.userID
      commit.bytes = job.objects[tally.object].size
      return commit
    }
  }

  /// Rows of `stl_load_errors`, in the order of the input. Errors: 58030 for a file that cannot be read again.
  func errors() throws(SQLError) -> LoadErrors {
    guard !collector.rejects.isEmpty else { return [] }
    let diagnosis = Diagnosis(job)
    let complaints = collector.rejects.lazy.flatMap(\.complaints).prefix(RejectedRow.advisedCount)
    return try LoadErrors(CopyErrors(self, firstLines: firstLines(), advice: complaints.map(diagnosis.advice)))
  }

  /// The line at which each stretch of each log begins.
  private func firstLines() throws(SQLError) -> [[Int]] {
    var (object, offset, feeds) = (-1, 0, 0)
    var lines: [[Int]] = []
    for log in collector.rejects {
      var first: [Int] = []
      for stretch in log.stretches {
        if stretch.object != object { (object, offset, feeds) = (stretch.object, 0, 0) }
        feeds += try LineNumbers.feeds(
          from: offset, to: stretch.range.lowerBound, in: job.objects[object], job.options)
        first.append(feeds + 1)
        (offset, feeds) = (stretch.range.upperBound, feeds + stretch.feeds)
      }
      lines.append(first)
    }
    return lines
  }

  /// The lines of offsets in a file, which may come in any order.
  private func lines(of offsets: [Int], in object: StoredObject) throws(SQLError) -> [Int] {
    if zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }) {
      return try LineNumbers.lines(of: offsets, in: object, job.options)
    }
    let order = offsets.indices.sorted { offsets[$0] < offsets[$1] }
    let counted = try LineNumbers.lines(of: order.map { offsets[$0] }, in: object, job.options)
    var lines = [Int](repeating: 1, count: offsets.count)
    for (number, index) in order.enumerated() { lines[index] = counted[number] }
    return lines
  }

  /// Rows of `stl_replacements`, the first in the order of the input. Errors: 58030 for a file that cannot be read
  /// again.
  func replacements() throws(SQLError) -> [LoadReplacement] {
    var rows: [LoadReplacement] = []
    for number in Set(collector.repairs.map(\.object)).sorted() {
      let (object, repairs) = (job.objects[number], collector.repairs.filter { $0.object == number })
      let offsets = repairs.map(\.lineOffset)
      let lines = job.options.format == .parquet ? offsets.map { $0 + 1 } : try lines(of: offsets, in: object)
      rows += zip(repairs, lines).map { replacement($0, line: $1, file: object.name) }
    }
    return rows
  }

  private func replacement(_ row: RepairedRow, line: Int, file: String) -> LoadReplacement {
    var replacement = LoadReplacement(
      query: request.queryID, table: request.tableID, session: request.session, startTime: request.startTime,
      fileName: file, lineNumber: line, columnName: request.table.columns[row.column].name, rawLine: row.rawLine)
    replacement.userID = request.userID
    return replacement
  }

  /// The row of `sys_load_history`; when it ended is the caller's to say.
  func run(loadedRows: Int?) -> LoadRun {
    var run = LoadRun()
    run.query = request.queryID
    run.userID = request.userID
    run.transaction = request.transaction
    run.session = request.session
    run.table = tableName
    run.source = request.source
    run.format = job.options.format.historyName
    run.startTime = request.startTime
    run.isCompleted = loadedRows != nil
    run.rows = loadedRows ?? 0
    run.fileCount = job.objects.count
    run.fileBytes = job.objects.reduce(0) { $0 + $1.size }
    run.isCompressed = job.options.compression != .none
    run.scannedFiles = collector.tallies.count
    run.scannedBytes = collector.tallies.reduce(0) { $0 + job.objects[$1.object].size }
    run.errors = collector.rejectCount
    return run
  }

  // MARK: What the client sees (copy.md 8.4)

  func notices(loadedRows: Int) -> [String] {
    var notices = ["Load into table '\(tableName)' completed, \(loadedRows) record(s) loaded successfully."]
    let rejected = collector.rejectCount
    if rejected > 0 {
      notices.append(
        "Load into table '\(tableName)' completed, \(rejected) record(s) could not be loaded.  "
          + "Check 'stl_load_errors' system table for details.")
    }
    if collector.repaired > 0 {
      notices.append(
        "Load into table '\(tableName)' completed, \(collector.repaired) record(s) were loaded with replacements made "
          + "for ACCEPTINVCHARS. Check 'stl_replacements' system table for details.")
    }
    return notices
  }

  /// Errors: 58030 for a file that cannot be read again.
  func failure() throws(SQLError) -> CopyFailure {
    let errors = try errors()
    var error = failed(nil)
    if let last = errors.last {
      error.detail = LoadAdvice.description(of: last)
      error.hint = last.advice
    }
    return CopyFailure(error: error, errors: errors, commits: commits, run: run(loadedRows: nil))
  }

  func failed(_ detail: String?) -> SQLError {
    SQLError(
      .internalError, "Load into table '\(tableName)' failed.  Check 'stl_load_errors' system table for details.",
      detail: detail)
  }
}

extension DataType {
  /// `col_length` of `stl_load_errors`: `256`, `18, 0`, and `0` for what has no length (copy.md 7.1 and 12b).
  var loadErrorLength: String {
    switch self {
    case .char(let length), .charIgnoringCase(let length), .varchar(let length), .varcharIgnoringCase(let length),
      .varbyte(let length):
      "\(length)"
    case .decimal(let precision, let scale): "\(precision), \(scale)"
    case .super: "16384000"
    default: "0"
    }
  }
}

extension CopyOptions.Format {
  /// `file_format` of `stl_load_commits`.
  var name: String {
    switch self {
    case .delimited: "Text"
    case .csv: "CSV"
    case .fixedWidth: "FixedWidth"
    case .json: "JSON"
    case .parquet: "Parquet"
    }
  }

  /// `file_format` of `sys_load_history`.
  var historyName: String { self == .delimited ? "txt" : name.lowercased() }
}
