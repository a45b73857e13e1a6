extension Interval {
  /// Microseconds with months of 30 days: what comparisons compare.
  package var comparable: Int64 {
    let (days, overflow) = months.multipliedReportingOverflow(by: 30 * Timestamp.microsecondsPerDay)
    let (sum, wide) = days.addingReportingOverflow(microseconds)
    return overflow || wide ? (months < 0 ? .min : .max) : sum
  }

  /// Seconds, as EXTRACT counts them: years of 365.25 days, months of 30.
  package var epoch: Int64 {
    let seconds = months / 12 &* 31_557_600 &+ months % 12 &* 2_592_000
    return seconds &+ microseconds / 1_000_000
  }

  /// The opposite span; nil on overflow.
  package var negated: Interval? { multiplied(by: Int64(-1)) }

  package func adding(_ other: Interval) -> Interval? {
    let (months, wide) = months.addingReportingOverflow(other.months)
    let (microseconds, overflow) = microseconds.addingReportingOverflow(other.microseconds)
    return wide || overflow ? nil : Interval(months: months, microseconds: microseconds)
  }

  /// Exact for whole factors: `ts * INTERVAL '1 second'`.
  package func multiplied(by factor: Int64) -> Interval? {
    let (months, wide) = months.multipliedReportingOverflow(by: factor)
    let (microseconds, overflow) = microseconds.multipliedReportingOverflow(by: factor)
    return wide || overflow ? nil : Interval(months: months, microseconds: microseconds)
  }

  /// Parts of a month become days, 30 to the month; microseconds round half to even.
  package func multiplied(by factor: Double) -> Interval? {
    let wanted = Double(months) * factor
    let whole = wanted.rounded(.towardZero)
    let rest = (wanted - whole) * 30 * Double(Timestamp.microsecondsPerDay)
    let total = (Double(microseconds) * factor + rest).rounded(.toNearestOrEven)
    guard let months = Int64(exactly: whole), let microseconds = Int64(exactly: total) else { return nil }
    return Interval(months: months, microseconds: microseconds)
  }

  /// Nil for a zero divisor and for overflow.
  package func divided(by divisor: Double) -> Interval? {
    if divisor == 0 { return nil }
    if months == 0, let whole = Int64(exactly: divisor), whole != -1, microseconds % whole == 0 {
      return Interval(microseconds: microseconds / whole)
    }
    let wanted = Double(months) / divisor
    let whole = wanted.rounded(.towardZero)
    let rest = (wanted - whole) * 30 * Double(Timestamp.microsecondsPerDay)
    let total = (Double(microseconds) / divisor + rest).rounded(.toNearestOrEven)
    guard let months = Int64(exactly: whole), let microseconds = Int64(exactly: total) else { return nil }
    return Interval(months: months, microseconds: microseconds)
  }

  /// As a column of the type keeps it (AWS documentation: "Interval data types and literals"): YEAR TO MONTH drops days
  /// and time, DAY TO SECOND rounds to its digits; nil where that would lose months.
  package func fitted(to type: DataType) -> Interval? {
    switch type {
    case .intervalYearToMonth: return Interval(months: months)
    case .intervalDayToSecond(let precision):
      guard months == 0 else { return nil }
      let unit = PowersOfTen.int64(6 - precision)
      let rest = microseconds % unit
      let carry = rest.magnitude * 2 >= unit.magnitude && rest != 0 ? (rest < 0 ? -unit : unit) : 0
      return Interval(microseconds: microseconds - rest &+ carry)
    default: return self
    }
  }

  /// Without what is smaller than a part: `1 day 01:01:01.123` cut to minutes is `1 day 01:01:00`; seconds keep their
  /// fraction.
  package func truncated(to part: DatePart) -> Interval {
    guard let unit = part.span, part != .second else { return self }
    if unit.months > 0 { return Interval(months: months - months % unit.months) }
    return Interval(months: months, microseconds: microseconds - microseconds % unit.microseconds)
  }
}
