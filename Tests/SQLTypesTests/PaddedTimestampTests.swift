import SQLTypes
import TestSupport
import Testing

/// The fast path against the general one, with random bytes behind the text. A failure prints its seed.
@Suite struct PaddedTimestampTests {
  private func fast(_ text: [UInt8], _ random: inout SeededGenerator) -> Parsed<Int64>? {
    let behind = (0..<PaddedNumber.padding).map { _ in random.pick(Array("0123456789-: \0\u{7f}".utf8)) }
    return (text + behind).withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { PaddedTimestamp.read($0, count: text.count) }
    }
  }

  private func agrees(_ text: [UInt8], _ random: inout SeededGenerator) -> Bool {
    guard let found = fast(text, &random) else { return true }
    return found.found == text.withUnsafeBytes { DatetimeFormat.standard.timestamp($0) }.found
  }

  private func padded(_ number: Int, _ count: Int) -> String {
    String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
  }

  private func text(_ parts: [Int]) -> [UInt8] {
    let parts = parts.enumerated().map { padded($1, $0 == 0 ? 4 : 2) }
    return Array("\(parts[0])-\(parts[1])-\(parts[2]) \(parts[3]):\(parts[4]):\(parts[5])".utf8)
  }

  @Test func `every clock is the general way's`() {
    var random = SeededGenerator()
    for hour in Array(0...26) + [99] {
      for minute in [0, 1, 30, 59, 60, 61, 99] {
        for second in [0, 1, 59, 60, 61, 99] {
          let text = text([random.int(0...9999), random.int(1...12), random.int(1...28), hour, minute, second])
          check(agrees(text, &random), "\(String(decoding: text, as: UTF8.self)), seed \(random.seed)")
          let isPlain = hour < 24 && minute < 60 && second < 60 && !text.starts(with: "0000".utf8)
          check((fast(text, &random)?.found != nil) == isPlain, "\(text), seed \(random.seed)")
          let isNone = hour > 24 || minute > 59 || second > 60
          check((fast(text, &random) == .outOfRange) == isNone, "\(text), seed \(random.seed)")
        }
      }
    }
  }

  @Test func `every day is the general way's`() {
    var random = SeededGenerator()
    for _ in 0..<5000 {
      let text = text([random.int(0...2500), random.int(0...13), random.int(0...32), random.int(0...23), 5, 9])
      check(agrees(text, &random), "\(String(decoding: text, as: UTF8.self)), seed \(random.seed)")
      let isNone = text.withUnsafeBytes { DatetimeFormat.standard.timestamp($0) }.found == nil
      check((fast(text, &random) == .outOfRange) == isNone, "\(text), seed \(random.seed)")
    }
  }

  /// A timestamp with a byte changed, left out or added: any byte, at any place.
  @Test func `what is no such timestamp is left to the general way`() {
    var random = SeededGenerator()
    for round in 0..<19 * 256 {
      var text = text([random.int(1000...2999), random.int(1...12), random.int(1...28), random.int(0...23), 15, 59])
      text[round % 19] = UInt8(round / 19)
      check(agrees(text, &random), "\(text), seed \(random.seed)")
      let isFormed = text.enumerated().allSatisfy { place, byte in
        switch place {
        case 4, 7: byte == 0x2d
        case 10: byte == 0x20
        case 13, 16: byte == 0x3a
        default: (0x30...0x39).contains(byte)
        }
      }
      check(isFormed || fast(text, &random) == nil, "\(text), seed \(random.seed)")
      check(fast(Array(text.dropLast()), &random) == nil && fast(text + [0x30], &random) == nil, "seed \(random.seed)")
    }
  }
}
