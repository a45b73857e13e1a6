import TestSupport

/// Random texts of the types that have a slow reference.
extension SeededGenerator {
  /// Of two to four bytes, non-characters among them.
  private static let characters: [[UInt8]] = [
    [0xc3, 0xa9], [0xe2, 0x82, 0xac], [0xe4, 0xb8, 0xad], [0xf0, 0x9f, 0x98, 0x80], [0xdf, 0xbf], [0xe0, 0xa0, 0x80],
    [0xef, 0xb7, 0x90], [0xef, 0xbf, 0xbe], [0xef, 0xbf, 0xbf], [0xf0, 0x9f, 0xbf, 0xbe], [0xf4, 0x8f, 0xbf, 0xbf],
  ]

  /// A number as people and programs write it, with up to `digits` digits before and behind its point.
  mutating func numberText(digits: Int, exponents: ClosedRange<Int>) -> String {
    var text = pick(["", "", "-", "+"]) + self.digits(0...below(2) * digits)
    if flag() { text += "." + self.digits(0...digits) }
    if below(3) == 0 { text += pick(["e", "E"]) + pick(["", "+"]) + "\(int(exponents))".replacing("+-", with: "-") }
    return text.replacing("+-", with: "-")
  }

  /// What is no number, or not always one.
  mutating func oddText() -> String {
    pick(["", " ", "x", "1x", "1.5.2", "--1", "1e", "e5", ".", "-", "+", "0x10", "1 2", "NaN", "Infinity", "-inf", "é"])
  }

  /// Hours and so on, some of them too many, in each of the layouts.
  mutating func clock() -> Clock {
    let hour = below(20) == 0 ? pick([24, 25, 99]) : int(0...23)
    let minute = below(20) == 0 ? pick([60, 75]) : int(0...59)
    let second = below(20) == 0 ? 61 : int(0...59)
    return Clock(
      hour: hour, minute: minute, second: second, fraction: flag() ? digits(1...8) : "", layout: below(4),
      meridiem: below(4) == 0 ? flag() : nil, zone: Clock.zones[below(Clock.zones.count)])
  }

  /// Bytes of characters, of parts of them, and of what never is one.
  mutating func brokenText() -> [UInt8] {
    (0..<below(9)).flatMap { _ -> [UInt8] in
      switch below(6) {
      case 0: return Array("a b".utf8)
      case 1: return pick(Self.characters)
      case 2: return Array(pick(Self.characters).prefix(int(1...3)))
      case 3: return (0..<below(3)).map { _ in UInt8(int(0x80...0xff)) }
      case 4:
        return pick([[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80]])
      default: return [UInt8(int(0x61...0x7a))]
      }
    }
  }
}

/// A time of day and where.
struct Clock {
  static let zones = [
    ("", 0), ("", 0), ("+05", 18_000), ("-08", -28_800), ("+05:30", 19_800), ("Z", 0), (" PST", -28_800),
  ]

  var hour: Int
  var minute: Int
  var second: Int
  /// Digits behind the point.
  var fraction: String
  /// With or without seconds, in colons or as six or four digits.
  var layout: Int
  /// true for PM.
  var meridiem: Bool?
  var zone: (text: String, offset: Int)

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  var text: String {
    let point = fraction.isEmpty ? "" : "." + fraction
    let body =
      switch layout {
      case 0: "\(two(hour)):\(two(minute)):\(two(second))\(point)"
      case 1: "\(hour):\(two(minute))"
      case 2: two(hour) + two(minute) + two(second) + point
      default: two(hour) + two(minute)
      }
    return body + (meridiem.map { $0 ? " PM " : " am " } ?? "") + zone.text
  }

  /// nil for a time that there is not.
  var microseconds: Int64? {
    let second = layout == 0 || layout == 2 ? self.second : 0
    guard hour <= 24, minute < 60, second <= 60 else { return nil }
    var total = Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + (layout == 0 || layout == 2 ? parts : 0)
    guard total <= 86_400_000_000 else { return nil }
    if let isPM = meridiem {
      let half: Int64 = 43_200_000_000
      if total >= half + 3_600_000_000 { return nil }
      total += (total < half && isPM ? half : 0) - (total >= half && !isPM ? half : 0)
    }
    return total
  }

  /// The seventh digit rounds.
  private var parts: Int64 {
    let padded = Array(fraction + "0000000")
    return (Int64(String(padded[..<6])) ?? 0) + (padded[6] >= "5" ? 1 : 0)
  }
}
