/// The half-hour or more of a week in which Redshift may change a cluster: `sun:10:30-sun:11:00`, in UTC.
struct MaintenanceWindow {
  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let minute: Int64 = 60_000_000
  private static let week = 7 * 24 * 60 * minute

  /// Microseconds from Monday, 00:00.
  private let start: Int64

  /// nil for a text that is none.
  init?(_ text: String) {
    let ends = text.lowercased().split(separator: "-", omittingEmptySubsequences: false).map(Self.moment)
    guard ends.count == 2, let start = ends[0], ends[1] != nil else { return nil }
    self.start = start
  }

  private static func moment(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let day = days.firstIndex(of: String(parts[0])), let hour = Int64(parts[1]),
      let minute = Int64(parts[2]), 0..<24 ~= hour, 0..<60 ~= minute
    else { return nil }
    return ((Int64(day) * 24 + hour) * 60 + minute) * Self.minute
  }

  /// When it begins the next time; both in microseconds since 1970, which began on a Thursday.
  func next(after time: Int64) -> Int64 {
    let monday = time - (time + 3 * 24 * 60 * Self.minute) % Self.week
    return monday + start > time ? monday + start : monday + start + Self.week
  }
}
