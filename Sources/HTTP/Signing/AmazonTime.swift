import SQLTypes

/// A moment as requests name it: `20130524T000000Z`.
package struct AmazonTime: Hashable, Sendable {
  package let seconds: Int64
  /// `20130524T000000Z`
  package let text: String
  /// `20130524`
  package var day: Substring { text.prefix(8) }

  /// From seconds since 1970; years 0 to 9999.
  package init(seconds: Int64) {
    self.seconds = seconds
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let date = CivilDate(days: days)
    let clock = Int(seconds - days * 86_400)
    let parts = [
      Self.digits(date.year, 4), Self.digits(date.month, 2), Self.digits(date.day, 2), "T",
      Self.digits(clock / 3600, 2), Self.digits(clock / 60 % 60, 2), Self.digits(clock % 60, 2), "Z",
    ]
    text = parts.joined()
  }

  private static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}
