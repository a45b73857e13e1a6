import SQLTypes

/// Moments as answers write them, from microseconds since 1970 in UTC.
enum CloudTime {
  /// `2026-11-29T08:30:00.123Z`
  static func text(_ time: Int64) -> String {
    let text = DatetimeText.text(timestamp: time - time % 1000).replacing(" ", with: "T")
    return text.contains(".") ? padded(text) + "Z" : text + ".000Z"
  }

  private static func padded(_ text: String) -> String {
    let digits = text.utf8.reversed().prefix { $0 != UInt8(ascii: ".") }.count
    return text + String(repeating: "0", count: max(0, 3 - digits))
  }

  /// `1795941000.123`
  static func seconds(_ time: Int64) -> String {
    let (seconds, milliseconds) = (time / 1_000_000, time % 1_000_000 / 1000)
    return "\(seconds).\(String(repeating: "0", count: 3 - String(milliseconds).utf8.count))\(milliseconds)"
  }
}

extension CloudInput {
  /// Microseconds since 1970 of an ISO 8601 text; nil where it is not given. Errors: `InvalidParameterValue`.
  func time(_ name: String) throws(CloudError) -> Int64? {
    guard let text = text(name) else { return nil }
    guard case .value(let time) = DatetimeParser.timestamptz(text) else { throw .invalid(name, text) }
    return time
  }
}
