import Catalogs
import SQLTypes

/// Makes the rows of `stl_load_errors` of what the scanners kept: words and names only when a row is read.
struct CopyErrors: LoadErrorSource {
  private struct Column: Sendable {
    var name: String
    var type: String
    var length: String

    init(_ definition: ColumnDefinition) {
      name = definition.name
      type = definition.type.internalName
      length = definition.type.loadErrorLength
    }
  }

  let count: Int
  /// What all rows share.
  private let common: LoadError
  private let logs: [RejectLog]
  /// How many rows stand before each log's.
  private let starts: [Int]
  /// By log and stretch.
  private let firstLines: [[Int]]
  private var fileNames: [Int: String] = [:]
  /// Of the table.
  private let columns: [Column]
  /// Those of the record's fields, by their indices in the table.
  private let loaded: [Int]
  private let isJSON: Bool
  private let rules: ConversionRules
  /// Of the first rows.
  private let fields: [[String?]]
  private let advice: [String?]

  /// `firstLines`: of each log and stretch. `advice`: of the first rows.
  init(_ report: LoadReport, firstLines: [[Int]], advice: [String?]) {
    let (request, job, logs) = (report.request, report.job, report.collector.rejects)
    (self.firstLines, self.advice) = (firstLines, advice)
    common = request.commonError
    columns = request.table.columns.map(Column.init)
    loaded = job.target.loaded.map(\.position)
    isJSON = job.isJSON
    rules = job.options.rules
    fields = Array(logs.lazy.flatMap(\.fields).prefix(RejectedRow.detailedCount))
    self.logs = logs.map(\.bare)
    var (starts, count) = ([Int](), 0)
    for log in logs {
      starts.append(count)
      count += log.keptCount
    }
    (self.starts, self.count) = (starts, count)
    for tally in report.collector.tallies where tally.errors > 0 {
      fileNames[tally.object] = job.objects[tally.object].name
    }
  }

  func error(at index: Int) -> LoadError {
    let number = starts.prefixCount { $0 > index } - 1
    let log = logs[number]
    let place = index - starts[number]
    let row = log[place]
    var error = common
    error.fileName = fileNames[log.stretches[Int(row.stretch)].object] ?? ""
    error.lineNumber = firstLines[number][Int(row.stretch)] + Int(row.feeds)
    error.code = row.fault.code
    error.reason = row.fault.text(rules)
    error.position = row.position
    error.rawLine = RawText.shown(log.line(place), doublingBackslashes: isJSON)
    error.rawField = RawText.shown(log.field(place))
    if let column = row.column {
      let column = columns[Int(column)]
      (error.columnName, error.columnType, error.columnLength) = (column.name, column.type, column.length)
    }
    if index < fields.count { error.fields = zip(loaded, fields[index]).map { field(columns[$0], $1) } }
    if index < advice.count { error.advice = advice[index] }
    return error
  }

  private func field(_ column: Column, _ value: String?) -> LoadError.Field {
    LoadError.Field(name: column.name, type: column.type, length: column.length, value: value)
  }

  // MARK: Counting

  func kinds(_ range: Range<Int>) -> [(kind: LoadErrorKind, count: Int)] {
    zip(logs, starts).flatMap { log, start in
      let bounds = range.clamped(to: start..<start + log.keptCount)
      return log.kinds(bounds.lowerBound - start..<bounds.upperBound - start).map {
        (kind: kind($0.kind), count: $0.count)
      }
    }
  }

  private func kind(_ kind: FaultKinds.Kind) -> LoadErrorKind {
    LoadErrorKind(
      code: kind.rule.code, reason: kind.rule.text(rules), columnName: kind.column.map { columns[Int($0)].name } ?? "")
  }
}

extension CopyRequest {
  /// What all rows of `stl_load_errors` of one COPY have in common.
  var commonError: LoadError {
    var error = LoadError(fileName: "", lineNumber: 0, code: 0, reason: "")
    error.query = queryID
    error.table = tableID
    error.transaction = transaction
    error.userID = userID
    error.session = session
    error.startTime = startTime
    return error
  }
}
