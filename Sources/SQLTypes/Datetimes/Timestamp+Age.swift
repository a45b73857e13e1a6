extension Timestamp {
  /// Years, months, days and time between two moments in microseconds since 1970, as PostgreSQL's AGE counts them:
  /// field by field, a borrowed month being as long as that of the earlier moment.
  package static func age(of moment: Int64, since start: Int64) -> Interval {
    guard moment >= start else {
      let age = age(of: start, since: moment)
      return Interval(months: -age.months, microseconds: -age.microseconds)
    }
    let (late, early) = (CivilDate(days: days(moment)), CivilDate(days: days(start)))
    var months = Int64(late.year - early.year) * 12 + Int64(late.month - early.month)
    var rest = Int64(late.day - early.day) * microsecondsPerDay + timeOfDay(moment) - timeOfDay(start)
    if rest < 0 {
      months -= 1
      rest += Int64(CivilDate.daysInMonth(early.month, year: early.year)) * microsecondsPerDay
    }
    return Interval(months: months, microseconds: rest)
  }
}
