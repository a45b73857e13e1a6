/// November 2018, over whose days all events are spread: a weekday has more than a Saturday.
struct Month {
  /// 2018-11-01 00:00 UTC, a Thursday, in milliseconds since 1970.
  static let start = 1_541_030_400_000
  static let dayLength = 86_400_000
  static let dayCount = 30
  static let length = dayLength * dayCount

  let events: Int

  /// The events of a day (0 is the first), by their number among all events.
  func events(of day: Int) -> Range<Int> {
    let total = Self.weight(before: Self.dayCount)
    return events * Self.weight(before: day) / total..<events * Self.weight(before: day + 1) / total
  }

  /// The sum of the weights of the days before `day`.
  private static func weight(before day: Int) -> Int {
    (0..<day).reduce(0) { $0 + [12, 11, 6, 5, 12, 12, 13][$1 % 7] }
  }
}
