import SQLTypes

/// REAL, wide DECIMAL, TIME, TIMETZ and VARBYTE the slow way: on digits one by one and on Swift's own numbers.
extension ReferenceConverter {
  func real(_ text: String) -> Outcome {
    let text = text.trimmingBlanks
    if text.isEmpty { return .value(.null) }
    let words = ["nan": Double.nan, "infinity": .infinity, "-inf": -.infinity]
    if let word = words[text.lowercased()] { return .value(.double(word)) }
    guard let parts = NumberParts(text), let double = Double(text.hasPrefix("+") ? String(text.dropFirst()) : text)
    else { return .error(1208) }
    let real = Float(double)
    let isZero = parts.digits.allSatisfy { $0 == 0 }
    if real.isInfinite || real == 0 && !isZero { return .error(1204) }
    return .value(.double(Double(real)))
  }

  func wideDecimal(_ text: String, precision: Int, scale: Int) -> Outcome {
    let text = text.trimmingBlanks
    if text.isEmpty { return .value(.null) }
    guard let parts = NumberParts(text) else { return .error(1207) }
    let wanted = parts.wholeCount + parts.exponent + scale
    var kept = Array(parts.digits.prefix(max(0, wanted)))
    kept += Array(repeating: 0, count: max(0, wanted - kept.count))
    let next = wanted >= 0 && wanted < parts.digits.count ? parts.digits[wanted] : 0
    if rules.rounding == .halfAwayFromZero && next >= 5 { Self.increment(&kept) }
    let digits = kept.drop { $0 == 0 }
    guard digits.count <= precision else { return .error(1204) }
    let value = digits.reduce(Int128(0)) { $0 * 10 + Int128($1) }
    return .value(.int128(parts.isNegative ? -value : value))
  }

  private static func increment(_ digits: inout [Int]) {
    var place = digits.count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place < 0 { digits.insert(1, at: 0) } else { digits[place] += 1 }
  }

  func time(_ clock: Clock, hasZone: Bool) -> Outcome {
    guard let time = clock.microseconds else { return .error(1206) }
    guard hasZone else { return .value(.int(time)) }
    return .value(.int128(TimeWithZone(local: time, offset: Int64(clock.zone.offset)).packed))
  }

  func varbyte(_ text: String, limit: Int) -> Outcome {
    let text = text.trimmingBlanks
    if text.isEmpty { return .value(.null) }
    if text.utf8.count % 2 == 1 { return .error(1219) }
    if text.utf8.count / 2 > limit { return .error(1204) }
    return text.allSatisfy { $0.isASCII && $0.isHexDigit } ? .value(.string(text.lowercased())) : .error(1219)
  }

  /// ACCEPTINVCHARS, character by character from their code points. Gives whether anything was replaced, too.
  func repaired(_ bytes: [UInt8], with replacement: UInt8) -> (text: [UInt8], isChanged: Bool) {
    var text: [UInt8] = []
    var isChanged = false
    var rest = bytes[...]
    while let lead = rest.first {
      let wanted = lead < 0x80 ? 1 : max(1, (~lead).leadingZeroBitCount)
      let sequence = rest.prefix(1) + rest.dropFirst().prefix(max(0, wanted - 1)).prefix { $0 & 0xc0 == 0x80 }
      rest = rest.dropFirst(sequence.count)
      let isSound = Self.codePoint(Array(sequence), wanted: wanted).map { !Self.isNonCharacter($0) } ?? false
      text += isSound ? Array(sequence) : Array(repeating: replacement, count: sequence.count)
      isChanged = isChanged || !isSound
    }
    return (text, isChanged)
  }

  func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  private static func codePoint(_ bytes: [UInt8], wanted: Int) -> UInt32? {
    if bytes[0] < 0x80 { return UInt32(bytes[0]) }
    guard bytes[0] >= 0xc0, wanted == bytes.count, wanted <= 4 else { return nil }
    let lead = UInt32(bytes[0]) & (0x7f >> UInt32(wanted))
    let point = bytes.dropFirst().reduce(lead) { $0 << 6 | UInt32($1 & 0x3f) }
    let least: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
    return point >= least[wanted] && Unicode.Scalar(point) != nil ? point : nil
  }

  private static func isNonCharacter(_ point: UInt32) -> Bool {
    (0xfdd0...0xfdef).contains(point) || point & 0xfffe == 0xfffe
  }
}

/// Sign, digits and exponent of a number's text; nil for what is none.
struct NumberParts {
  var isNegative = false
  var digits: [Int] = []
  var wholeCount = 0
  var exponent = 0

  init?(_ text: String) {
    var rest = Substring(text)
    if let sign = rest.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      rest.removeFirst()
    }
    let parts =
      rest.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false).count > 1
      ? rest.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
      : rest.split(separator: "E", maxSplits: 1, omittingEmptySubsequences: false)
    let halves = (parts.first ?? "").split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    for half in halves {
      guard half.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
      digits += half.compactMap(\.wholeNumberValue)
    }
    wholeCount = halves.first?.count ?? 0
    guard !digits.isEmpty else { return nil }
    if parts.count > 1 {
      let number = parts[1].drop { $0 == "+" || $0 == "-" }
      guard !number.isEmpty, parts[1].count - number.count < 2, number.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return nil
      }
      exponent = (Int(number) ?? 100_000) * (parts[1].hasPrefix("-") ? -1 : 1)
    }
  }
}

extension String {
  var trimmingBlanks: String {
    let blanks: Set<Character> = [" ", "\t", "\n", "\r", "\u{b}", "\u{c}", "\r\n"]
    return String(drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
  }
}
