import Columnar
import Planning
import SQLTypes

/// Sums and differences of dates, times and intervals (sql.md 2.4).
extension KernelCall {
  func datetimeArithmetic(_ function: DatetimeArithmeticFunction) throws -> Column {
    switch function {
    case .addDays: try addDays()
    case .daysBetween:
      column(zipped(try first.ints, first.indexMask, try second.ints, second.indexMask, count: count) { $0 &- $1 })
    case .addInterval: try addInterval()
    case .timestampDifference: try momentDifference()
    case .dateAndTime: try dateAndTime()
    case .multiplyInterval: try scaleInterval(isProduct: true)
    case .divideInterval: try scaleInterval(isProduct: false)
    }
  }

  var outOfRange: SQLError { SQLError(.datetimeOverflow, "\(type.familyName.prefix { $0 != " " }) out of range") }

  /// One number for each row of two columns; nil from `body` is out of range, unless the row is NULL anyway.
  @inline(__always)
  func checkedZip<Left: BitwiseCopyable, Right: BitwiseCopyable, Result: BitwiseCopyable>(
    _ left: [Left], _ right: [Right], zero: Result, _ body: (Left, Right) -> Result?
  ) throws -> [Result] {
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    var failed: UInt8 = 0
    let values = zipped(left, leftMask, right, rightMask, count: count) { l, r -> Result in
      if let value = body(l, r) { return value }
      failed = 1
      return zero
    }
    if failed != 0, firstFailure(where: { body(left[$0 & leftMask], right[$0 & rightMask]) == nil }) != nil {
      throw outOfRange
    }
    return values
  }

  /// Times with a zone are those of UTC.
  private func dateAndTime() throws -> Column {
    let times = second.type == .timetz ? try second.moments : try second.ints
    return column(
      zipped(try first.ints, first.indexMask, times, second.indexMask, count: count) {
        $0 &* Timestamp.microsecondsPerDay &+ $1
      })
  }

  private func addDays() throws -> Column {
    column(
      try checkedZip(first.ints, second.ints, zero: 0) { day, count in
        let (sum, overflow) = day.addingReportingOverflow(count)
        return !overflow && CivilDate.range.contains(sum) ? sum : nil
      })
  }

  private func addInterval() throws -> Column {
    let spans = try second.intervals
    switch type {
    case .time:
      return column(
        zipped(try first.ints, first.indexMask, spans, second.indexMask, count: count) { wrapped($0, $1.microseconds) })
    case .timetz:
      return column(
        zipped(try first.int128s, first.indexMask, spans, second.indexMask, count: count) { packed, span in
          var time = TimeWithZone(packed: packed)
          time.microseconds = wrapped(time.microseconds, span.microseconds)
          return time.packed
        })
    default: return column(try checkedZip(first.ints, spans, zero: 0) { shifted($0, by: $1) })
    }
  }

  private func momentDifference() throws -> Column {
    let (l, r) = first.type == .timetz ? (try first.moments, try second.moments) : (try first.ints, try second.ints)
    return column(
      zipped(l, first.indexMask, r, second.indexMask, count: count) { Interval(microseconds: $0 &- $1) })
  }

  private func scaleInterval(isProduct: Bool) throws -> Column {
    let spans = try first.intervals
    if case .ints(let factors) = second.storage, isProduct {
      return column(try checkedZip(spans, factors, zero: Interval()) { $0.multiplied(by: $1) })
    }
    let factors: [Double]
    if case .ints(let whole) = second.storage {
      factors = mapped(whole, count: whole.count) { Double($0) }
    } else {
      factors = try second.doubles
    }
    let mask = second.indexMask
    if !isProduct, firstFailure(where: { factors[$0 & mask] == 0 }) != nil {
      throw divisionByZero(DatetimeArithmeticFunction.divideInterval.rawValue)
    }
    return column(
      try checkedZip(spans, factors, zero: Interval()) {
        isProduct ? $0.multiplied(by: $1) : $0.divided(by: $1)
      })
  }
}

/// Months first, then the rest; nil beyond the range.
@inline(__always)
private func shifted(_ moment: Int64, by span: Interval) -> Int64? {
  if span.months != 0 { return Timestamp.add(span, to: moment) }
  let (sum, overflow) = moment.addingReportingOverflow(span.microseconds)
  return !overflow && Timestamp.range.contains(sum) ? sum : nil
}

/// A time of day moved on, around midnight.
private func wrapped(_ time: Int64, _ microseconds: Int64) -> Int64 {
  let day = Timestamp.microsecondsPerDay
  let rest = (time &+ microseconds % day) % day
  return rest < 0 ? rest + day : rest
}

extension Evaluator {
  /// `moment + n * INTERVAL '1 second'` in one loop, without a column of intervals in between; nil for other shapes.
  func addScaledInterval(
    _ function: ScalarFunction, _ operands: [BoundExpression], _ type: DataType, _ batch: Batch
  ) throws -> Column? {
    guard function == .datetimeArithmetic(.addInterval), type == .timestamp || type == .timestamptz,
      case .call(.datetimeArithmetic(.multiplyInterval), let product, _) = operands[1],
      case .constant(.interval(let unit), _) = product[0], unit.months == 0, product[1].type == .bigint
    else { return nil }
    let moments = try evaluate(operands[0], batch)
    let factors = try evaluate(product[1], batch)
    if moments.isConstantNull || factors.isConstantNull { return .constant(.null, type, count: batch.count) }
    if moments.isConstant && factors.isConstant { return nil }
    let validity =
      moments.isConstant
      ? factors.validity : factors.isConstant ? moments.validity : moments.validity.intersection(factors.validity)
    let call = KernelCall(
      arguments: [moments, factors], type: type, count: batch.count, validity: validity, isLiteral: false,
      context: context)
    let microseconds = unit.microseconds
    return call.column(
      try call.checkedZip(moments.ints, factors.ints, zero: 0) { moment, factor in
        let (span, wide) = factor.multipliedReportingOverflow(by: microseconds)
        let (sum, overflow) = moment.addingReportingOverflow(span)
        return !wide && !overflow && Timestamp.range.contains(sum) ? sum : nil
      })
  }
}
