/// Arithmetic on timestamps: microseconds since 1970-01-01 00:00.
@usableFromInline
package enum Timestamp {
  @inlinable package static var microsecondsPerSecond: Int64 { 1_000_000 }
  @inlinable package static var microsecondsPerMinute: Int64 { 60_000_000 }
  @inlinable package static var microsecondsPerHour: Int64 { 3_600_000_000 }
  @inlinable package static var microsecondsPerDay: Int64 { 86_400_000_000 }

  /// Days since 1970-01-01, rounded down.
  @inlinable
  package static func days(_ timestamp: Int64) -> Int64 { floorDivide(timestamp, microsecondsPerDay) }

  /// Microseconds since midnight.
  @inlinable
  package static func timeOfDay(_ timestamp: Int64) -> Int64 {
    timestamp &- days(timestamp) &* microsecondsPerDay
  }

  /// Midnight of a day; nil beyond 64 bits.
  @inlinable
  package static func midnight(days: Int64) -> Int64? {
    let (product, overflow) = days.multipliedReportingOverflow(by: microsecondsPerDay)
    return overflow ? nil : product
  }

  /// A time of a day, in microseconds since its midnight; out of range where there is no day.
  static func moment(_ days: Int64?, _ time: Int64) -> Parsed<Int64> {
    guard let days, let midnight = midnight(days: days) else { return .outOfRange }
    return bounded(midnight.addingReportingOverflow(time))
  }

  static func bounded(_ sum: (partialValue: Int64, overflow: Bool)) -> Parsed<Int64> {
    !sum.overflow && range.contains(sum.partialValue) ? .value(sum.partialValue) : .outOfRange
  }

  @inlinable
  package static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value &- quotient &* divisor < 0 ? quotient &- 1 : quotient
  }

  /// Redshift's timestamps from 4713-01-01 BC on. The last, of the year 294276, do not fit into 64 bits counted from
  /// 1970: here they end with the year 294246.
  package static let range: ClosedRange<Int64> =
    CivilDate.range.lowerBound * microsecondsPerDay...CivilDate(year: 294_247, month: 1, day: 1).days
    * microsecondsPerDay - 1
}

/// A time of day with its zone. What SQL makes of it is that of UTC: TIMETZ keeps no zone.
@usableFromInline
package struct TimeWithZone: Hashable, Sendable {
  /// Local microseconds since midnight.
  package var microseconds: Int64
  /// Seconds east of Greenwich.
  package var offset: Int32

  package init(microseconds: Int64, offset: Int32) {
    self.microseconds = microseconds
    self.offset = offset
  }

  /// The time in UTC that a clock of the zone shows so; the day it falls on is lost.
  package init(local: Int64, offset: Int64) {
    let day = Timestamp.microsecondsPerDay
    let shifted = (local - offset * 1_000_000) % day
    self.init(microseconds: offset == 0 ? local : shifted < 0 ? shifted + day : shifted, offset: 0)
  }

  /// From the physical form: microseconds << 32 | offset seconds.
  package init(packed: Int128) {
    microseconds = Int64(truncatingIfNeeded: packed >> 32)
    offset = Int32(truncatingIfNeeded: packed)
  }

  package var packed: Int128 { Int128(microseconds) << 32 | Int128(UInt32(bitPattern: offset)) }

  /// Microseconds of the same moment in UTC, on an unknown day: what comparisons compare.
  package var utcMicroseconds: Int64 { microseconds - Int64(offset) * 1_000_000 }
}
