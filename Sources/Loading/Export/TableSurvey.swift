import Columnar
import SQLTypes
import Scheduling

/// What must be known of a table's values before its files are written: found batch by batch, on all threads.
struct TableSurvey: Sendable {
  /// Bytes of text, about.
  private(set) var size = 0
  /// Some string is the usual NULL token.
  private(set) var holdsNullToken = false
  /// Some date lies before the year 1 or behind 9999: such dates do not fit COPY's default masks.
  private(set) var hasUnusualYears = false

  /// One survey a table.
  static func take(_ tables: [ExportTable], _ pool: WorkerPool) throws -> [TableSurvey] {
    let places = tables.indices.flatMap { table in tables[table].batches.indices.map { (table: table, batch: $0) } }
    let found = try pool.map(count: places.count) { TableSurvey(tables[places[$0].table].batches[places[$0].batch]) }
    var surveys = tables.map { _ in TableSurvey() }
    for (place, survey) in zip(places, found) { surveys[place.table].add(survey) }
    return surveys
  }

  private init() {}

  private init(_ batch: Batch) {
    for column in batch.columns {
      switch column.storage {
      case .strings(let strings): look(at: strings, rows: batch.count)
      case .ints(let values): look(at: values, column, rows: batch.count)
      case .packed(let values): look(at: values, column, rows: batch.count)
      default: size += batch.count * 10
      }
    }
  }

  private mutating func add(_ other: TableSurvey) {
    size += other.size
    holdsNullToken = holdsNullToken || other.holdsNullToken
    hasUnusualYears = hasUnusualYears || other.hasUnusualYears
  }

  private mutating func look(at strings: StringColumn, rows: Int) {
    let token = NullToken.usual
    var sizes = 0
    var isFound = false
    func look(at view: StringView) {
      sizes &+= view.count
      isFound = isFound || view == token
    }
    func look(at codes: [some UnsignedInteger & FixedWidthInteger]) {
      strings.values.withUnsafeBufferPointer { values in
        for code in codes { look(at: values[Int(code)]) }
      }
    }
    switch strings.codes {
    case .bytes(let codes)?: look(at: codes)
    case .shorts(let codes)?: look(at: codes)
    case .words(let codes)?: look(at: codes)
    case nil: for view in strings.values { look(at: view) }
    }
    holdsNullToken = holdsNullToken || isFound
    // A constant column has one value for all its rows.
    size += rows + (strings.count == rows ? sizes : rows * sizes)
  }

  private mutating func look(at values: PackedIntegers, _ column: Column, rows: Int) {
    let isUsual = Self.usualRange(column.type).map { $0.contains(values.bounds) } ?? true
    if isUsual { size += rows * 10 } else { look(at: values.values, column, rows: rows) }
  }

  private mutating func look(at values: [Int64], _ column: Column, rows: Int) {
    size += rows * 10
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
