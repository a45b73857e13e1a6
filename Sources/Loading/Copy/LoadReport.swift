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
  func errors() throws(SQLError) -> [LoadError] {
    var errors: [LoadError] = []
    var first = 0
    let rejects = collector.rejects
    while first < rejects.count {
      let end = rejects[first...].firstIndex { $0.object != rejects[first].object } ?? rejects.count
      try append(rejects[first..<end], to: &errors)
      first = end
    }
    for number in errors.indices.dropFirst(RejectedRow.detailedCount) where !errors[number].fields.isEmpty {
      errors[number].fields = []
    }
    let diagnosis = Diagnosis(job)
    for number in errors.indices.prefix(RejectedRow.advisedCount) {
      errors[number].advice = rejects[number].complaint.flatMap(diagnosis.advice)
    }
    return errors
  }

  /// The errors of one file.
  private func append(_ rejects: ArraySlice<RejectedRow>, to errors: inout [LoadError]) throws(SQLError) {
    guard let object = rejects.first.map({ job.objects[$0.object] }) else { return }
    let lines = try lines(of: rejects.map(\.lineOffset), in: object)
    for (reject, line) in zip(rejects, lines) { errors.append(error(reject, line: line, file: object.name)) }
  }

  /// The lines of offsets in a file, which may come in any order.
  private func lines(of offsets: [Int], in object: StoredObject) throws(SQLError) -> [Int] {
    let order = offsets.indices.sorted { offsets[$0] < offsets[$1] }
    let counted = try LineNumbers.lines(of: order.map { offsets[$0] }, in: object, job.options)
    var lines = [Int](repeating: 1, count: offsets.count)
    for (number, index) in order.enumerated() { lines[index] = counted[number] }
    return lines
  }

  /// Rows of `stl_replacements`, the first in the order of the input. Errors: 58030 for a file that cannot be read again.
  func replacements() throws(SQLError) -> [LoadReplacement] {
    var rows: [LoadReplacement] = []
    for number in Set(collector.repairs.map(\.object)).sorted() {
      let (object, repairs) = (job.objects[number], collector.repairs.filter { $0.object == number })
      let lines = try lines(of: repairs.map(\.lineOffset), in: object)
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

  private func error(_ reject: RejectedRow, line: Int, file: String) -> LoadError {
    var error = LoadError(fileName: file, lineNumber: line, code: reject.code, reason: reject.reason)
    error.query = request.queryID
    error.table = request.tableID
    error.transaction = request.transaction
    error.userID = request.userID
    error.session = request.session
    error.startTime = request.startTime
    error.position = reject.position
    error.rawLine = reject.rawLine
    error.rawField = reject.rawField
    if let column = reject.column {
      let definition = request.table.columns[column]
      error.columnName = definition.name
      error.columnType = definition.type.internalName
      error.columnLength = definition.type.loadErrorLength
    }
    error.fields = zip(job.target.loaded, reject.fields).map { column, value in
      let definition = column.definition
      return LoadError.Field(
        name: definition.name, type: definition.type.internalName, length: definition.type.loadErrorLength,
        value: value)
    }
    return error
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
    var error = SQLError(
      .internalError,
      "Load into table '\(tableName)' failed.  Check 'stl_load_errors' system table for details.")
    if let last = errors.last {
      error.detail = LoadAdvice.description(of: last)
      error.hint = last.advice
    }
    return CopyFailure(error: error, errors: errors, commits: commits, run: run(loadedRows: nil))
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
    }
  }

  /// `file_format` of `sys_load_history`.
  var historyName: String { self == .delimited ? "txt" : name.lowercased() }
}
