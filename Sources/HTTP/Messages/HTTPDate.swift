import SQLTypes

/// The time in a Date field: `Fri, 24 May 2013 00:00:00 GMT` (RFC 9110, 5.6.7).
package enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Seconds since 1970; nil for the obsolete forms and for what is no date.
  package static func seconds(_ text: String) -> Int64? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]),
      let month = months.firstIndex(of: String(parts[2])),
      let year = Int(parts[3]), 1970...9999 ~= year, let clock = seconds(ofClock: parts[4])
    else { return nil }
    let date = CivilDate(year: year, month: month + 1, day: day)
    return date.isValid ? date.days * 86_400 + clock : nil
  }

  /// The text of a moment, in seconds since 1970.
  package static func text(_ seconds: Int64) -> String {
    let days = Timestamp.floorDivide(seconds, 86_400)
    // 2013-05-24 00:00:00
    let digits = Array(DatetimeText.text(timestamp: seconds * 1_000_000).utf8)
    var text: [UInt8] = []
    text.reserveCapacity(32)
    text.append(texts: weekdays[Int(CivilDate.weekday(days: days))], ", ")
    text += digits[8..<10]
    text.append(texts: " ", months[CivilDate(days: days).month - 1], " ")
    text += digits[..<4]
    text += digits[10...]
    text.append(texts: " GMT")
    return String(decoding: text, as: UTF8.self)
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  private static func seconds(ofClock text: Substring) -> Int64? {
    let parts = text.split(separator: ":").compactMap { Int64($0) }
    guard parts.count == 3, 0...23 ~= parts[0], 0...59 ~= parts[1], 0...60 ~= parts[2] else { return nil }
    return parts[0] * 3600 + parts[1] * 60 + parts[2]
  }
}
