import Columnar
import SQLTypes
import Scheduling

/// What must be known of a table's values before its files are written: found batch by batch, on all threads.
struct TableSurvey: Sendable {
  /// Some string, perhaps of no row, is the usual NULL token.
  private(set) var mayHoldNullToken = false
  /// Some string, perhaps of no row, holds a NUL, which ends a record unless NULL AS names it (copy.md 12b).
  private(set) var mayHoldNUL = false
  /// Some date lies before the year 1 or behind 9999: such dates do not fit COPY's default masks.
  private(set) var hasUnusualYears = false

  /// One survey a table.
  static func take(_ tables: [ExportTable], _ pool: WorkerPool) throws -> [TableSurvey] {
    let batches = tables.indices.flatMap { table in tables[table].batches.indices.map { (table: table, index: $0) } }
    let found = try pool.map(count: batches.count) { number in
      let (all, index) = (tables[batches[number].table].batches, batches[number].index)
      return TableSurvey(all[index], after: index > 0 ? all[index - 1] : nil)
    }
    var surveys = tables.map { _ in TableSurvey() }
    for (batch, survey) in zip(batches, found) { surveys[batch.table].add(survey) }
    return surveys
  }

  private init() {}

  /// A dictionary that `previous`, the batch before, has too is not looked through again.
  private init(_ batch: Batch, after previous: Batch?) {
    for (index, column) in batch.columns.enumerated() {
      switch column.storage {
      case .strings(let strings):
        if case .strings(let before) = previous?.columns[index].storage, strings.sharesDictionary(with: before) {
          continue
        }
        mayHoldNullToken = mayHoldNullToken || NullToken.usual.isAmongValues(of: strings)
        mayHoldNUL = mayHoldNUL || strings.mayHoldNUL
      case .ints(let values): look(at: values, column)
      case .packed(let values):
        // Bounds that are usual tell all there is to tell.
        if let range = Self.usualRange(column.type), !range.contains(values.bounds) { look(at: values.values, column) }
      default: break
      }
    }
  }

  private mutating func add(_ other: TableSurvey) {
    mayHoldNullToken = mayHoldNullToken || other.mayHoldNullToken
    mayHoldNUL = mayHoldNUL || other.mayHoldNUL
    hasUnusualYears = hasUnusualYears || other.hasUnusualYears
  }

  private mutating func look(at values: [Int64], _ column: Column) {
    guard let range = Self.usualRange(column.type) else { return }
    var (least, most) = (Int64.max, Int64.min)
    for value in values { (least, most) = (min(least, value), max(most, value)) }
    guard least < range.lowerBound || most > range.upperBound else { return }
    // Perhaps only where NULLs are.
    hasUnusualYears =
      hasUnusualYears || values.indices.contains { !range.contains(values[$0]) && column.validity[$0] }
  }

  /// Values that lie in the years 1 to 9999; nil for types without years.
  private static func usualRange(_ type: DataType) -> ClosedRange<Int64>? {
    guard type.isDatetime, type != .time else { return nil }
    return type == .date ? usualDays : usualMoments
  }

  private static let usualDays =
    CivilDate(year: 1, month: 1, day: 1).days...CivilDate(year: 10_000, month: 1, day: 1).days - 1
  private static let usualMoments =
    usualDays.lowerBound * Timestamp.microsecondsPerDay...(usualDays.upperBound + 1) * Timestamp.microsecondsPerDay - 1
}
