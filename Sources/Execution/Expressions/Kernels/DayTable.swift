import SQLTypes

/// A function of the calendar day, looked up instead of computed where many moments share few days.
///
/// A batch of events spans weeks, not centuries: the days between its first and its last are computed once, and each
/// row is one division and one load.
enum DayTable {
  /// `body` of each moment's day (microseconds since 1970); nil where the days lie too far apart to pay.
  static func map(moments: [Int64], count: Int, _ body: (Int64) -> Int64) -> [Int64]? {
    map(days: mapped(moments, count: count) { Timestamp.days($0) }, count: count, body)
  }

  /// `body` of each day; nil where the days lie too far apart to pay.
  static func map(days: [Int64], count: Int, _ body: (Int64) -> Int64) -> [Int64]? {
    guard count >= 64, let (first, last) = bounds(days, count) else { return nil }
    let (span, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, span < Int64(count / 4) else { return nil }
    let table = (0...span).map { body(first + $0) }
    return table.withUnsafeBufferPointer { table in
      // Every day lies between the first and the last, so its distance is within the table.
      mapped(days, count: count) { table[Int($0 &- first)] }
    }
  }

  private static func bounds(_ days: [Int64], _ count: Int) -> (first: Int64, last: Int64)? {
    guard count > 0 else { return nil }
    var (first, last) = (days[0], days[0])
    for row in 1..<count {
      first = min(first, days[row])
      last = max(last, days[row])
    }
    return (first, last)
  }
}
