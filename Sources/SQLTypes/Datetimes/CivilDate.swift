/// A day of the proleptic Gregorian calendar. Year 0 is 1 BC, -1 is 2 BC.
///
/// Both directions count days from 0000-03-01 in eras of 400 years (146,097 days), so that the leap day is the last of
/// its year (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
@usableFromInline
package struct CivilDate: Hashable, Sendable {
  @usableFromInline package var year: Int
  /// 1...12
  @usableFromInline package var month: Int
  /// 1...31
  @usableFromInline package var day: Int

  @inlinable
  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// From days since 1970-01-01; any count within ±2^40 is sound.
  @inlinable
  package init(days: Int64) {
    let shifted = Int(days) &+ 719_468
    let era = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
    let dayOfEra = shifted &- era &* 146_097
    let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
    day = dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1
    month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
    year = yearOfEra &+ era &* 400 &+ (shiftedMonth >= 10 ? 1 : 0)
  }

  /// Days since 1970-01-01. A day beyond its month rolls over into the next; years within ±10^8 are sound.
  @inlinable
  package var days: Int64 {
    let shiftedYear = month <= 2 ? year &- 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear &- 399) / 400
    let yearOfEra = shiftedYear &- era &* 400
    let shiftedMonth = month > 2 ? month &- 3 : month &+ 9
    let dayOfYear = (153 &* shiftedMonth &+ 2) / 5 &+ day &- 1
    let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
    return Int64(era &* 146_097 &+ dayOfEra &- 719_468)
  }

  @inlinable
  package static func isLeap(_ year: Int) -> Bool { year & 3 == 0 && (year % 100 != 0 || year % 400 == 0) }

  @inlinable
  package static func daysInMonth(_ month: Int, year: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : 30 &+ ((month &+ month >> 3) & 1)
  }

  /// Whether month and day exist in the calendar.
  @inlinable
  package var isValid: Bool {
    month >= 1 && month <= 12 && day >= 1 && day <= CivilDate.daysInMonth(month, year: year)
  }

  /// 0 Sunday … 6 Saturday, of days since 1970-01-01 (a Thursday).
  @inlinable
  package static func weekday(days: Int64) -> Int64 {
    let rest = (days &+ 4) % 7
    return rest < 0 ? rest &+ 7 : rest
  }

  /// 1...366
  @inlinable
  package var dayOfYear: Int {
    Int(days &- CivilDate(year: year, month: 1, day: 1).days) &+ 1
  }

  /// ISO 8601 year and week: weeks start on Monday, week 1 holds the year's first Thursday.
  @inlinable
  package static func isoWeek(days: Int64) -> (year: Int, week: Int) {
    let mondayBased = (weekday(days: days) &+ 6) % 7
    let thursday = days &- mondayBased &+ 3
    let year = CivilDate(days: thursday).year
    let first = CivilDate(year: year, month: 1, day: 1).days
    return (year, Int((thursday &- first) / 7) &+ 1)
  }

  /// The first and last day Redshift's DATE holds: 4713-01-01 BC and 294276-12-31 (copy.md 7.1).
  package static let range: ClosedRange<Int64> =
    CivilDate(year: -4712, month: 1, day: 1).days...CivilDate(year: 294_276, month: 12, day: 31).days
}
