#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension NumericTemplate {
  /// TO_CHAR of a decimal, or of an integer with scale 0.
  package func text(_ unscaled: Int128, scale: Int) -> String {
    if isRoman { return roman(DecimalArithmetic.integer(unscaled, scale: scale) ?? 0) }
    let kept = min(decimals, DecimalArithmetic.maximumPrecision)
    guard let rounded = DecimalArithmetic.rescale(unscaled, from: scale - shift, to: kept) else {
      return tooWide(isNegative: unscaled < 0)
    }
    let number = DecimalText.text(Int128(clamping: rounded.magnitude), scale: kept)
    return text(number: number + String(repeating: "0", count: decimals - kept), isNegative: unscaled < 0)
  }

  /// `#` in every position.
  private func tooWide(isNegative: Bool) -> String {
    text(number: String(repeating: "9", count: whole + 2), isNegative: isNegative)
  }

  package func text(_ value: Double) -> String {
    if isRoman { return roman(Int64(exactly: value.rounded(.toNearestOrEven)) ?? 0) }
    let shifted = value.magnitude * (0..<shift).reduce(1.0) { ten, _ in ten * 10 }
    guard shifted.isFinite else { return tooWide(isNegative: value < 0) }
    // A double has 15 sure digits: decimals beyond them are not printed.
    let digits = shifted < 1 ? 1 : Int(log10(shifted)) + 1
    let kept = max(0, min(decimals, 15 - digits))
    let length = 400
    let number = String(capacity: length) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      // 1.8e308 has 309 digits: below `length`, which vsnprintf also keeps.
      return withVaList([Int32(kept), shifted]) {
        Int(vsnprintf(start.assumingMemoryBound(to: CChar.self), length, "%.*f", $0))
      }
    }
    return text(number: number + (kept == 0 && decimals > 0 ? "." : ""), isNegative: value < 0)
  }

  private func text(number: String, isNegative: Bool) -> String {
    var writer = NumericTemplateWriter(self, number: Array(number.utf8), isNegative: isNegative)
    for element in elements { writer.append(element) }
    return writer.text
  }

  /// 1...3999; `#` beyond. Fifteen wide unless `FM`.
  private func roman(_ number: Int64) -> String {
    guard (1...3999).contains(number) else { return String(repeating: "#", count: 15) }
    let numerals = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = Int(number)
    var text = ""
    for (value, numeral) in numerals {
      while rest >= value {
        text += numeral
        rest -= value
      }
    }
    if elements.contains(.roman(isUpper: false)) { text = text.lowercased() }
    return isFilled ? String(repeating: " ", count: 15 - text.utf8.count) + text : text
  }
}

/// Fills the positions of a pattern with the digits of a number, the way PostgreSQL's NUM_processor does: blanks up to
/// the first digit, the sign directly before it, `#` in every position when the number is too wide.
private struct NumericTemplateWriter {
  private let template: NumericTemplate
  private let isNegative: Bool
  /// Digits, point, digits.
  private let number: [UInt8]
  /// Places that stay blank before the number.
  private let blanks: Int
  /// With FM, the last digit that counts; zeros behind it are cut.
  private let lastRelevant: Int?
  private var output: [UInt8] = []
  private var next = 0
  private var position = 0
  private var isSignWritten: Bool
  private var isInNumber = false

  init(_ template: NumericTemplate, number: [UInt8], isNegative: Bool) {
    self.template = template
    let wholeDigits = number.firstIndex(of: 0x2e) ?? number.count
    let isTooWide = wholeDigits > template.whole && !(number.first == 0x30 && wholeDigits == 1)
    if isTooWide {
      self.number = Self.hashes(template)
    } else if template.whole == 0 {
      self.number = Array(number[wholeDigits...])
    } else {
      self.number = number
    }
    let isZero = !number.contains { (0x31...0x39).contains($0) }
    self.isNegative = isNegative && (!isZero || isTooWide)
    blanks = max(0, template.whole - wholeDigits)
    isSignWritten = template.hidesSign
    lastRelevant = template.isFilled || isTooWide ? nil : Self.lastRelevant(self.number, template, blanks: blanks)
  }

  private static func hashes(_ template: NumericTemplate) -> [UInt8] {
    let whole = [UInt8](repeating: 0x23, count: template.whole)
    return template.hasPoint ? whole + [0x2e] + [UInt8](repeating: 0x23, count: template.decimals) : whole
  }

  private static func lastRelevant(_ number: [UInt8], _ template: NumericTemplate, blanks: Int) -> Int? {
    guard let point = number.firstIndex(of: 0x2e) else { return nil }
    var last = number.lastIndex { $0 != 0x30 } ?? point
    // A `0` in the pattern keeps what stands before it. Places behind the point lie one further, because of it.
    if template.lastZero > template.whole { last = max(last, template.lastZero - blanks) }
    return min(max(last, point), number.count - 1)
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  mutating func append(_ element: NumericTemplate.Element) {
    switch element {
    case .digit, .zero: appendPlace(isZero: element == .zero)
    case .point: appendPlace(isZero: false)
    case .comma, .group: appendGroup()
    case .currency: output.append(0x24)
    case .minus: if isNegative { output.append(0x2d) } else { pad() }
    case .plus: if !isNegative { output.append(0x2b) } else { pad() }
    case .sign: output.append(isNegative ? 0x2d : 0x2b)
    case .bracket, .roman: break
    case .ordinal(let isUpper): appendOrdinal(isUpper: isUpper)
    case .literal(let byte): output.append(byte)
    }
  }

  private mutating func pad() {
    if template.isFilled { output.append(0x20) }
  }

  private mutating func appendGroup() {
    if isInNumber { output.append(0x2c) } else { pad() }
  }

  /// By the number's last digits, whatever stands last in the text.
  private mutating func appendOrdinal(isUpper: Bool) {
    guard !isNegative, !template.hasPoint, number.first != 0x23 else { return }
    var ending = number
    DatetimeTemplate.appendOrdinal(isUpper ? .upper : .lower, to: &ending)
    output.append(contentsOf: ending.suffix(2))
  }

  /// `0` before the point of a number below one, which `9.9` prints as a blank.
  private var isHiddenZero: Bool {
    next == 0 && number.first == 0x30 && template.decimals > 0 && template.firstZero == nil
  }

  private mutating func appendPlace(isZero: Bool) {
    writeSignBefore()
    let zeroFrom = template.firstZero ?? Int.max
    if position < blanks {
      if zeroFrom <= position {
        output.append(0x30)
        isInNumber = true
      } else {
        pad()
      }
    } else {
      appendDigit(isZero: isZero)
    }
    writeSignAfter()
    position += 1
  }

  private mutating func appendDigit(isZero: Bool) {
    defer { next += 1 }
    guard next < number.count else { return }
    if number[next] == 0x2e {
      if lastRelevant != next || !template.isFilled { output.append(0x2e) }
    } else if let lastRelevant, next > lastRelevant, !isZero {
      return
    } else if isHiddenZero {
      if template.isFilled { output.append(0x20) } else if lastRelevant == 1 { output.append(0x30) }
    } else {
      output.append(number[next])
      isInNumber = true
    }
  }

  /// Before the first position that prints something.
  private mutating func writeSignBefore() {
    guard !isSignWritten, position >= blanks || (template.firstZero ?? .max) <= position else { return }
    guard !(position >= blanks && isHiddenZero) || lastRelevant == 1 else { return }
    if let position = template.signPosition {
      guard position == .before else { return }
      output.append(isNegative ? 0x2d : 0x2b)
    } else if template.hasBracket {
      if isNegative { output.append(0x3c) } else { pad() }
    } else if isNegative {
      output.append(0x2d)
    } else {
      pad()
    }
    isSignWritten = true
  }

  /// Behind the last position: a closing bracket, or the sign that an `S` at the end asked for.
  private mutating func writeSignAfter() {
    let isLast =
      lastRelevant.map { next > $0 }
      ?? (position + 1 == template.whole + template.decimals + (template.hasPoint ? 1 : 0))
    guard isLast else { return }
    if template.hasBracket, isSignWritten, !isClosed {
      if isNegative { output.append(0x3e) } else { pad() }
      isClosed = true
    } else if template.signPosition == .after, !isSignWritten {
      output.append(isNegative ? 0x2d : 0x2b)
      isSignWritten = true
    }
  }

  private var isClosed = false
}
