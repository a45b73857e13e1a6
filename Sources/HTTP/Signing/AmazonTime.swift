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
    let days = Timestamp.floorDivide(seconds, 86_400)
    let date = CivilDate(days: days)
    let clock = Int(seconds - days * 86_400)
    let day = String(zeroPadded: date.year * 10_000 + date.month * 100 + date.day, width: 8)
    let time = String(zeroPadded: clock / 3600 * 10_000 + clock / 60 % 60 * 100 + clock % 60, width: 6)
    text = "\(day)T\(time)Z"
  }

  /// From the text of a moment as above; nil for anything else, and for days that no calendar has.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
    let digits = bytes[..<8] + bytes[9..<15]
    guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 & 0x0f) } }
    let date = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8))
    let (hour, minute, second) = (number(9..<11), number(11..<13), number(13..<15))
    guard date.isValid, hour < 24, minute < 60, second < 60 else { return nil }
    self.init(seconds: date.days * 86_400 + Int64(hour * 3600 + minute * 60 + second))
  }
}
