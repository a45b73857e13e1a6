import Columnar
import Planning
import SQLTypes

/// One conversion of a column. How it goes depends on both types; what happens to a value that cannot be converted, on
/// the mode: an error, or NULL for TRY_CAST.
struct ColumnCast {
  let source: Column
  let type: DataType
  let mode: CastMode
  /// Whether the source is a constant: then errors are the leader node's (sql.md part 5).
  let isLiteral: Bool
  let context: EvaluationContext

  var count: Int { source.count }

  func run() throws -> Column {
    if type == .super { return try toSuper() }
    if source.type == .super { return try fromSuper() }
    if case .catalog(let target) = type { return try toCatalogType(target) }
    if type.isCharacter { return try toText() }
    if case .varbyte(let limit) = type { return try toVarbyte(limit) }
    switch source.type {
    case .smallint, .integer, .bigint: return try fromInteger()
    case .decimal: return try fromDecimal()
    case .real, .double: return try fromDouble()
    case .boolean: return try fromBoolean()
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .unknown: return try fromText()
    case .date, .time, .timetz, .timestamp, .timestamptz: return try fromDatetime()
    case .interval, .intervalYearToMonth, .intervalDayToSecond: return try fromInterval()
    case .varbyte: return try fromVarbyte()
    case .catalog(let from) where from.isObjectID: return type == .bigint ? source.retyped(type) : try fromInteger()
    case .catalog(let from) where from.isText: return try fromText()
    default: throw unsupported
    }
  }

  var unsupported: SQLError {
    SQLError(.cannotCast, "cannot cast type \(source.type.familyName) to \(type.familyName)")
  }

  func column(_ ints: [Int64]) -> Column { Column(type, ints: ints, validity: source.validity) }
  func column(_ doubles: [Double]) -> Column { Column(type, doubles: doubles, validity: source.validity) }
  func column(_ bools: [Bool]) -> Column { Column(type, bools: bools, validity: source.validity) }

  /// Each value converted; nil from `body` is a value that cannot be, for which `failure` words the error by row.
  @inline(__always)
  func converted<Value: BitwiseCopyable, Result: BitwiseCopyable>(
    _ values: [Value], zero: Result, _ make: ([Result], Validity) -> Column, _ body: (Value) throws -> Result?,
    failure: (Int) -> SQLError
  ) throws -> Column {
    var results = [Result](repeating: zero, count: count)
    var failed: [Int] = []
    let isAllValid = source.validity.isAllValid
    for row in 0..<count where isAllValid || source.validity[row] {
      if let result = try body(values[row]) {
        results[row] = result
      } else {
        guard mode == .attempt else { throw failure(row) }
        failed.append(row)
      }
    }
    return make(results, failed.isEmpty ? source.validity : without(failed))
  }

  private func without(_ rows: [Int]) -> Validity {
    var valid = (0..<count).map { source.validity[$0] }
    for row in rows { valid[row] = false }
    return Validity(valid: valid)
  }

  func makeInts(_ values: [Int64], _ validity: Validity) -> Column { Column(type, ints: values, validity: validity) }
  func makeDoubles(_ values: [Double], _ validity: Validity) -> Column {
    Column(type, doubles: values, validity: validity)
  }

  func makeBools(_ values: [Bool], _ validity: Validity) -> Column { Column(type, bools: values, validity: validity) }

  func makeIntervals(_ values: [Interval], _ validity: Validity) -> Column {
    Column(type, intervals: values, validity: validity)
  }

  func makeInt128s(_ values: [Int128], _ validity: Validity) -> Column {
    guard type.physical == .int64 else { return Column(type, int128s: values, validity: validity) }
    return makeInts(mapped(values, count: count) { Int64(truncatingIfNeeded: $0) }, validity)
  }

  /// `integer out of range`, or what a decimal says about that (sql.md part 5).
  var outOfRange: SQLError {
    guard case .decimal(let precision, let scale) = type else {
      return SQLError(.numericOutOfRange, "\(type.familyName) out of range")
    }
    guard mode == .assignment else { return .numericOverflow(type) }
    let limit = "The absolute value is greater than or equal to 10^\(precision - scale) for field with precision "
    return SQLError(
      .numericOutOfRange, "numeric field overflow", detail: limit + "\(precision), scale \(scale).")
  }
}

extension Evaluator {
  /// The column in another type, as `CAST(x AS t)` (explicit), an INSERT (assignment) or TRY_CAST (attempt) does it.
  ///
  /// Errors: 42846 where no such cast exists; outside TRY_CAST 22P02, 22003, 22007, 22008 or 22001 for a value that has
  /// no such form; 0A000 for what is not built.
  package func cast(_ column: Column, to type: DataType, _ mode: CastMode) throws -> Column {
    if column.type == type { return column }
    if column.count == 0 { return Column(type, values: []) }
    guard column.isConstant else {
      return try ColumnCast(source: column, type: type, mode: mode, isLiteral: false, context: context).run()
    }
    if column.isConstantNull { return .constant(.null, type, count: column.count) }
    let single = Column(column.type, count: 1, column.storage)
    let result = try ColumnCast(source: single, type: type, mode: mode, isLiteral: true, context: context).run()
    return Column(type, count: column.count, result.storage, validity: result.validity, isConstant: true)
  }
}

extension EvaluationContext {
  /// What the reading of datetimes leans on.
  var datetimes: DatetimeContext {
    get throws(SQLError) {
      let zone = session.timeZone == "UTC" ? TimeZoneRules.utc : try TimeZones.zone(named: session.timeZone)
      return DatetimeContext(now: statementTime, zone: zone, order: session.dateOrder)
    }
  }
}
