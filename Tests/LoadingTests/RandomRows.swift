import Columnar
import SQLTypes
import TestSupport

/// Rows of columns of every type, from a seed.
struct RandomRows {
  /// What a format cannot hold or does not give back.
  struct Limits {
    /// Texts that must not occur whole, nor with blanks behind them.
    var tokens: Set<String> = []
    /// Scalars that must not occur at all.
    var scalars: Set<Unicode.Scalar> = ["\0"]
    var hasUnusualYears = false
  }

  static let types: [(String, DataType)] = [
    ("s", .smallint), ("i", .integer), ("b", .bigint), ("n", .decimal(precision: 18, scale: 4)),
    ("w", .decimal(precision: 38, scale: 10)), ("r", .real), ("f", .double), ("o", .boolean), ("c", .char(20)),
    ("v", .varchar(200)), ("day", .date), ("clock", .time), ("zone", .timetz), ("t", .timestamp),
    ("tz", .timestamptz), ("x", .super), ("y", .varbyte(20)),
  ]

  private static let pieces = [
    "a", "plain", " ", "  ", "|", ",", "\t", "\"", "\"\"", "'", "\\", "\\\\", "\\N", "N", "\n", "\r", "\r\n", "\u{1}",
    "é", "\u{1F600}", "漢字", "\u{feff}", "NULL", "null", "@N@", "{\"a\":1}", "[", "}", "\0", ";", "%", "x9", "\\n",
    "\u{7f}", "\u{85}", "\u{2028}", "0", "-1",
  ]

  private var random: SeededGenerator
  let limits: Limits

  init(seed: UInt64, _ limits: Limits) {
    random = SeededGenerator(seed: seed)
    self.limits = limits
  }

  mutating func rows(_ count: Int, _ columns: [(String, DataType)]) -> [[Value]] {
    (0..<count).map { _ in columns.map { random.below(8) == 0 ? .null : value($0.1) } }
  }

  static func batches(_ rows: [[Value]], _ columns: [(String, DataType)], of size: Int) -> [Batch] {
    stride(from: 0, to: rows.count, by: size).map { start in
      let part = rows[start..<min(rows.count, start + size)]
      return Batch(
        columns.indices.map { place in Column(columns[place].1, values: part.map { $0[place] }) }, count: part.count)
    }
  }

  private mutating func value(_ type: DataType) -> Value {
    switch type {
    case .smallint: .int(integer(Int64(Int16.min)...Int64(Int16.max)))
    case .integer: .int(integer(Int64(Int32.min)...Int64(Int32.max)))
    case .bigint: .int(integer(.min ... .max))
    case .decimal(let precision, _) where precision <= 18:
      .int(integer(-999_999_999_999_999_999...999_999_999_999_999_999))
    case .decimal: wide()
    case .real: real()
    case .double: double()
    case .boolean: .bool(random.below(2) == 0)
    case .char: .string(character())
    case .date: .int(day())
    case .time: .int(clock())
    case .timetz: .int128(TimeWithZone(local: clock(), offset: Int64(random.below(29) - 14) * 1800).packed)
    case .timestamp, .timestamptz: .int(day() * Timestamp.microsecondsPerDay + clock())
    case .super: .string(document())
    case .varbyte: .string(hexadecimal())
    default: .string(text(longest: 200))
    }
  }

  private mutating func word() -> UInt64 { UInt64(random.below(1 << 32)) << 32 | UInt64(random.below(1 << 32)) }

  /// Often one at the edge.
  private mutating func integer(_ range: ClosedRange<Int64>) -> Int64 {
    switch random.below(6) {
    case 0: return range.lowerBound
    case 1: return range.upperBound
    case 2: return Int64(random.below(3)) - 1
    default: return min(range.upperBound, max(range.lowerBound, Int64(bitPattern: word()) >> Int64(random.below(60))))
    }
  }

  private mutating func wide() -> Value {
    let most: Int128 = 99_999_999_999_999_999_999_999_999_999_999_999_999
    let number = (Int128(Int64(bitPattern: word())) << 63 | Int128(word())) >> Int128(random.below(100))
    return .int128([most, -most, 0, -1][safe: random.below(12)] ?? max(-most, min(most, number)))
  }

  private mutating func real() -> Value {
    let number = Float(bitPattern: UInt32(truncatingIfNeeded: word()))
    return .double(Double(number.isNormal ? number : [0, 0.1, -1.5, .greatestFiniteMagnitude][random.below(4)]))
  }

  private mutating func double() -> Value {
    let special = [0, -0.0, 0.1, 1e300, .greatestFiniteMagnitude, .leastNormalMagnitude, 1 / 3, .infinity, .nan]
    let number = Double(bitPattern: word())
    return .double(random.below(3) > 0 && number.isNormal ? number : special[random.below(special.count)])
  }

  private mutating func day() -> Int64 {
    let years = limits.hasUnusualYears ? -4000...200_000 : 1...9999
    let year = years.lowerBound + random.below(years.count)
    return CivilDate(year: year == 0 ? 1 : year, month: 1 + random.below(12), day: 1 + random.below(28)).days
  }

  private mutating func clock() -> Int64 {
    let microseconds = Int64(random.below(86_400)) * 1_000_000
    return [microseconds, 0, microseconds + 500_000, 86_399_999_999, microseconds + 1][random.below(5)]
  }

  private mutating func text(longest: Int) -> String {
    while true {
      var text = ""
      for _ in 0..<random.below(6) { text += Self.pieces[random.below(Self.pieces.count)] }
      if random.below(20) == 0 { text += String(repeating: "long ", count: random.below(20)) }
      text.unicodeScalars.removeAll { limits.scalars.contains($0) }
      let isToken = limits.tokens.contains { text.hasPrefix($0) && text.dropFirst($0.count).allSatisfy { $0 == " " } }
      if text.utf8.count <= longest, !isToken { return text }
    }
  }

  /// ASCII, without the blanks that fill it up.
  private mutating func character() -> String {
    while true {
      var text = text(longest: 200)
      text.unicodeScalars.removeAll { !$0.isASCII }
      while text.utf8.last == 0x20 { text.unicodeScalars.removeLast() }
      if text.utf8.count <= 20, !limits.tokens.contains(text) { return text }
    }
  }

  private mutating func document() -> String {
    let texts = ["1", "\"x\"", "{\"k\":[1,\"a,\\\"b|\\\\\\\"\",null]}", "[]", "true", "\"it's\"", "[1.5,{}]"]
    let text = texts[random.below(texts.count)]
    return text.unicodeScalars.contains(where: limits.scalars.contains) ? "{}" : text
  }

  private mutating func hexadecimal() -> String {
    let digits = Array("0123456789abcdef")
    return String((0..<2 * (1 + random.below(10))).map { _ in digits[random.below(16)] })
  }
}

extension Array {
  fileprivate subscript(safe place: Int) -> Element? { place < count ? self[place] : nil }
}
