import SQLTypes

/// The time in a Date field: `Fri, 24 May 2013 00:00:00 GMT` (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Seconds since 1970; nil for the obsolete forms and for what is no date.
  static func seconds(_ text: String) -> Int64? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]),
      let month = months.firstIndex(of: String(parts[2])),
      let year = Int(parts[3]), 1970...9999 ~= year, let clock = seconds(ofClock: parts[4])
    else { return nil }
    let date = CivilDate(year: year, month: month + 1, day: day)
    return date.isValid ? date.days * 86_400 + clock : nil
  }

  private static func seconds(ofClock text: Substring) -> Int64? {
    let parts = text.split(separator: ":").compactMap { Int64($0) }
    guard parts.count == 3, 0...23 ~= parts[0], 0...59 ~= parts[1], 0...60 ~= parts[2] else { return nil }
    return parts[0] * 3600 + parts[1] * 60 + parts[2]
  }
}
