import SQLSyntax
import SQLTypes

/// Arithmetic with dates, times and intervals (sql.md 2.4).
///
/// ```
/// date ± int → date          date ± interval → timestamp      timestamp ± interval → timestamp
/// timestamp ± number of days → timestamp       '2050-01-01' - int → date
/// date - date → int          ts - ts → interval               date + time → timestamp
/// interval ± interval        interval * number, number * interval, interval / number → interval
/// ```
extension FunctionCatalog {
  /// nil when neither side is a datetime or an interval.
  static func resolveDatetimeArithmetic(
    _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    switch operation {
    case .add: try resolveDatetimeSum(left, right)
    case .subtract: try resolveDatetimeDifference(left, right)
    case .multiply: try resolveIntervalProduct(left, right)
    case .divide where left.type.isInterval: try resolveIntervalScaling(.divideInterval, left, right)
    default: nil
    }
  }

  private static func resolveDatetimeSum(
    _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    switch (left.type.family, right.type.family) {
    case (.date, .interval): try shifted(left, by: right)
    case (.interval, .date): try shifted(right, by: left)
    case (.interval, .interval): try combined(.add, left, right)
    case (.interval, .unknown): try combined(.add, left, cast(right, to: left.type, .explicit))
    case (.unknown, .interval): try combined(.add, cast(left, to: right.type, .explicit), right)
    case (.string, .interval): try shifted(cast(left, to: .timestamp, .explicit), by: right)
    case (.interval, .string): try shifted(cast(right, to: .timestamp, .explicit), by: left)
    case (.date, .number) where left.type == .date: try addingDays(left, right)
    case (.number, .date) where right.type == .date: try addingDays(right, left)
    case (.date, .number) where left.type == .timestamp: try shifted(left, by: days(right))
    case (.number, .date) where right.type == .timestamp: try shifted(right, by: days(left))
    case (.date, .unknown): try shifted(left, by: cast(right, to: .interval, .explicit))
    case (.date, .date): dateAndTime(left, right) ?? dateAndTime(right, left)
    default: nil
    }
  }

  /// nil for intervals of months and of seconds.
  private static func combined(
    _ function: ArithmeticFunction, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    guard let type = commonInterval(left.type, right.type) else { return nil }
    return .call(
      .arithmetic(function), [try cast(left, to: type, .explicit), try cast(right, to: type, .explicit)], type)
  }

  private static func dateAndTime(_ date: BoundExpression, _ time: BoundExpression) -> BoundExpression? {
    guard date.type == .date, time.type == .time || time.type == .timetz else { return nil }
    if time.type == .timetz { return .call(.datetimeArithmetic(.dateAndTime), [date, time], .timestamptz) }
    return .call(.datetimeArithmetic(.dateAndTime), [date, time], .timestamp)
  }

  private static func resolveDatetimeDifference(
    _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    switch (left.type.family, right.type.family) {
    case (.date, .interval): try shifted(left, by: .call(.unary(.negate), [right], right.type))
    case (.string, .interval):
      try shifted(cast(left, to: .timestamp, .explicit), by: .call(.unary(.negate), [right], right.type))
    case (.interval, .interval): try combined(.subtract, left, right)
    case (.interval, .unknown): try combined(.subtract, left, cast(right, to: left.type, .explicit))
    case (.date, .number) where left.type == .date: try addingDays(left, resolve(.minus, right))
    case (.date, .number) where left.type == .timestamp: try shifted(left, by: days(resolve(.minus, right)))
    case (.unknown, .number) where right.type.isInteger:
      if let day = day(ofLiteral: left) { try addingDays(day, resolve(.minus, right)) } else { nil }
    case (.date, .date), (.date, .string), (.string, .date), (.date, .unknown), (.unknown, .date):
      try difference(left, right)
    default: nil
    }
  }

  /// A literal or string beside a datetime is one itself.
  private static func difference(
    _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    let l = left.type.family == .date ? left : try cast(left, to: right.type, .explicit)
    let r = right.type.family == .date ? right : try cast(right, to: left.type, .explicit)
    if l.type == .date && r.type == .date { return .call(.datetimeArithmetic(.daysBetween), [l, r], .integer) }
    guard let type = commonDatetime(l.type, r.type) else { return nil }
    let operands = [try cast(l, to: type, .explicit), try cast(r, to: type, .explicit)]
    return .call(.datetimeArithmetic(.timestampDifference), operands, .interval)
  }

  private static func shifted(
    _ moment: BoundExpression, by interval: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    let start = moment.type == .date ? try cast(moment, to: .timestamp, .explicit) : moment
    let span = try cast(interval, to: .interval, .explicit)
    return .call(.datetimeArithmetic(.addInterval), [start, span], start.type)
  }

  private static func addingDays(
    _ date: BoundExpression, _ days: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    .call(.datetimeArithmetic(.addDays), [date, try cast(days, to: .bigint, .explicit)], .date)
  }

  /// nil for what is a number, too, and for what is no date.
  private static func day(ofLiteral literal: BoundExpression) -> BoundExpression? {
    guard let text = literal.literalText, decimalType(ofLiteral: text) == nil,
      let date = try? cast(literal, to: .date, .explicit), case .constant = date
    else { return nil }
    return date
  }

  private static func days(_ number: BoundExpression) throws(SQLError) -> BoundExpression {
    let day = BoundExpression.constant(.interval(Interval(microseconds: Timestamp.microsecondsPerDay)), .interval)
    return .call(
      .datetimeArithmetic(.multiplyInterval),
      [day, try cast(number, to: number.type.isInteger ? .bigint : .double, .explicit)], .interval)
  }

  private static func resolveIntervalProduct(
    _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    if left.type.isInterval { return try resolveIntervalScaling(.multiplyInterval, left, right) }
    if right.type.isInterval { return try resolveIntervalScaling(.multiplyInterval, right, left) }
    return nil
  }

  /// Whole numbers stay exact; all others scale as doubles.
  private static func resolveIntervalScaling(
    _ function: DatetimeArithmeticFunction, _ interval: BoundExpression, _ factor: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    guard [.number, .string, .unknown].contains(factor.type.family) else { return nil }
    let type: DataType = factor.type.isInteger ? .bigint : .double
    let number = factor.type.family == .string ? try cast(factor, to: .defaultDecimal, .explicit) : factor
    let operands = [try cast(interval, to: .interval, .explicit), try cast(number, to: type, .explicit)]
    return try cast(.call(.datetimeArithmetic(function), operands, .interval), to: interval.type, .explicit)
  }
}
