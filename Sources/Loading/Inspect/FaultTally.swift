import Catalogs
import ObjectStore
import SQLTypes

/// Faults counted by rule and column, with the first of each.
struct FaultTally {
  private struct Entry {
    var count = 0
    var error: LoadError
    var object: Int
    var offset: Int
    /// Columns come in order.
    let number: Int
    let complaint: Complaint
  }

  private var entries: [String: Entry] = [:]

  mutating func add(
    _ complaint: @autoclosure () -> Complaint, _ fault: RowFault, _ rules: ConversionRules, column: ColumnDefinition?,
    object: Int, offset: Int, rawLine: @autoclosure () -> String, rawField: @autoclosure () -> String
  ) {
    let reason = fault.text(rules)
    let key = "\(fault.code) \(LoadAdvice.rule(of: reason)) \(column?.name ?? "")"
    if entries[key] == nil {
      var error = LoadError(fileName: "", lineNumber: 1, code: fault.code, reason: reason)
      error.rawLine = rawLine()
      error.rawField = rawField()
      error.columnName = column?.name ?? ""
      error.columnType = column?.type.internalName ?? ""
      error.columnLength = column?.type.loadErrorLength ?? ""
      entries[key] = Entry(
        error: error, object: object, offset: offset, number: entries.count, complaint: complaint())
    }
    entries[key]?.count += 1
  }

  /// In the order of the files; of a file that cannot be read again the line is -1.
  func problems(_ job: LoadJob) -> [Inspection.Problem] {
    var problems: [Inspection.Problem] = []
    let diagnosis = Diagnosis(job)
    for entry in entries.values.sorted(by: { ($0.object, $0.offset, $0.number) < ($1.object, $1.offset, $1.number) }) {
      var error = entry.error
      error.fileName = job.objects[entry.object].name
      error.advice = diagnosis.advice(for: entry.complaint)
      let lines = try? LineNumbers.lines(of: [entry.offset], in: job.objects[entry.object], job.options)
      error.lineNumber = lines?.first ?? -1
      problems.append(Inspection.Problem(count: entry.count, error: error))
    }
    return problems
  }
}
