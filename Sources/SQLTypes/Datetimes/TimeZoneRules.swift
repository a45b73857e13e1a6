/// A time zone: the offsets it has had, and the rule that goes on after the last recorded change.
package struct TimeZoneRules: Hashable, Sendable {
  package let name: String
  /// UTC seconds since 1970 at which the clocks change, ascending.
  let transitions: [Int64]
  /// One more than transitions: what holds before the first, then from each on.
  let periods: [Period]
  let rule: PosixZoneRule?

  package struct Period: Hashable, Sendable {
    /// Seconds east of Greenwich.
    package let offset: Int64
    /// `PST`, `PDT`.
    package let abbreviation: String

    package init(offset: Int64, abbreviation: String) {
      self.offset = offset
      self.abbreviation = abbreviation
    }
  }

  init(name: String, transitions: [Int64], periods: [Period], rule: PosixZoneRule?) {
    self.name = name
    self.transitions = transitions
    self.periods = periods
    self.rule = rule
  }

  /// A zone without changes.
  package init(name: String, offset: Int64) {
    self.init(name: name, transitions: [], periods: [Period(offset: offset, abbreviation: name)], rule: nil)
  }

  package static let utc = TimeZoneRules(name: "UTC", offset: 0)

  package var isFixed: Bool { transitions.isEmpty && rule == nil }

  /// What holds at a moment, in microseconds since 1970 UTC.
  package func period(atUTC microseconds: Int64) -> Period {
    let seconds = Timestamp.floorDivide(microseconds, 1_000_000)
    if let rule, seconds >= transitions.last ?? .min { return rule.period(atUTC: seconds) }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return periods[low]
  }

  /// Seconds east of Greenwich at a moment in microseconds UTC.
  package func offset(atUTC microseconds: Int64) -> Int64 {
    isFixed ? periods[0].offset : period(atUTC: microseconds).offset
  }

  /// The moment in microseconds UTC at which clocks here show `local`. Where they show it twice or never, the zone's
  /// standard time counts, as in PostgreSQL.
  package func utc(fromLocal local: Int64) -> Int64 {
    let before = offset(atUTC: local &- Timestamp.microsecondsPerDay)
    let after = offset(atUTC: local &+ Timestamp.microsecondsPerDay)
    if before == after { return local &- before &* 1_000_000 }
    let holdsBefore = offset(atUTC: local &- before &* 1_000_000) == before
    let holdsAfter = offset(atUTC: local &- after &* 1_000_000) == after
    if holdsBefore == holdsAfter { return local &- min(before, after) &* 1_000_000 }
    return local &- (holdsBefore ? before : after) &* 1_000_000
  }

  /// Clock time here at a moment in microseconds UTC.
  package func local(fromUTC microseconds: Int64) -> Int64 {
    microseconds &+ offset(atUTC: microseconds) &* 1_000_000
  }
}
