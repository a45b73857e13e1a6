/// Sums and differences of dates, times and intervals, as operators make them (sql.md 2.4).
package enum DatetimeArithmeticFunction: String, Hashable, Sendable, CaseIterable {
  /// (date, bigint) → date
  case addDays
  /// (date, date) → integer
  case daysBetween
  /// (timestamp | timestamptz | time | timetz, interval)
  case addInterval
  /// (timestamp, timestamp) → interval
  case timestampDifference
  /// (interval, bigint | double)
  case multiplyInterval, divideInterval
  /// (date, time) → timestamp, (date, timetz) → timestamptz
  case dateAndTime
}
