import SQLTypes

/// Moments as answers write them, from microseconds since 1970 in UTC.
enum CloudTime {
  /// `2026-11-29T08:30:00.123Z`
  static func text(_ time: Int64) -> String {
    let seconds = Timestamp.floorDivide(time, 1_000_000)
    var bytes = Array(DatetimeText.text(timestamp: seconds * 1_000_000).utf8)
    if let blank = bytes.firstIndex(of: 0x20) { bytes[blank] = UInt8(ascii: "T") }
    bytes.append(texts: ".", String(zeroPadded: (time - seconds * 1_000_000) / 1000, width: 3), "Z")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `1795941000.123`
  static func seconds(_ time: Int64) -> String {
    let (seconds, milliseconds) = (time / 1_000_000, time % 1_000_000 / 1000)
    return "\(seconds).\(String(zeroPadded: milliseconds, width: 3))"
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
