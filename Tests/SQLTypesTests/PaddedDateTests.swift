import SQLTypes
import TestSupport
import Testing

/// The fast path against the general one, with random bytes behind the text. A failure prints its seed.
@Suite struct PaddedDateTests {
  private func days(_ text: [UInt8], _ random: inout SeededGenerator) -> Int64? {
    let behind = (0..<PaddedNumber.padding).map { _ in random.pick(Array("0123456789-\0\u{7f}".utf8)) }
    return (text + behind).withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { PaddedDate.days($0, count: text.count) }
    }
  }

  private func isNoDay(_ text: [UInt8]) -> Bool {
    (text + [UInt8](repeating: 0x30, count: PaddedNumber.padding)).withUnsafeBytes { bytes in
      bytes.baseAddress.map { PaddedDate.isNoDay($0, count: text.count) } ?? false
    }
  }

  private func general(_ text: [UInt8]) -> Int64? {
    text.withUnsafeBytes { text in text.count == 10 ? DatetimeFormat.standard.date(text).found : nil }
  }

  /// Of each month of each year days that are there and days that are not. What year 0 is, the general way says.
  @Test func `every day is the general way's`() {
    var random = SeededGenerator()
    for year in Array(0...2500) + [9999] {
      for month in 0...13 {
        for day in [0, 1, 9, 27, 28, 29, 30, 31, 32, 99] {
          let text = Array("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))".utf8)
          check(days(text, &random) == (year > 0 ? general(text) : nil), "\(year)-\(month)-\(day), seed \(random.seed)")
          check(isNoDay(text) == (general(text) == nil), "\(year)-\(month)-\(day), seed \(random.seed)")
        }
      }
    }
  }

  private func padded(_ number: Int, _ count: Int) -> String {
    String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
  }

  /// A date with a byte changed, left out or added: any byte, at any place.
  @Test func `what is no such date is left to the general way`() {
    var random = SeededGenerator()
    for round in 0..<10 * 256 {
      let (month, day) = (padded(random.int(1...12), 2), padded(random.int(1...28), 2))
      var text = Array("\(random.int(1000...2999))-\(month)-\(day)".utf8)
      text[round % 10] = UInt8(round / 10)
      let found = days(text, &random)
      check(found == nil || found == general(text), "\(text), seed \(random.seed)")
      let isDate = text.enumerated().allSatisfy { $0 == 4 || $0 == 7 ? $1 == 0x2d : (0x30...0x39).contains($1) }
      check(isDate || found == nil, "\(text), seed \(random.seed)")
      check(!isNoDay(text) || general(text) == nil, "\(text), seed \(random.seed)")
      check(days(Array(text.dropLast()), &random) == nil && days(text + [0x30], &random) == nil, "seed \(random.seed)")
    }
  }
}
