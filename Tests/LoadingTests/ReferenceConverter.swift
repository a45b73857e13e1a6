import Loading
import SQLTypes

/// What a field should become, as plainly as copy.md parts 3 and 7 say it: on Swift's own strings and numbers.
struct ReferenceConverter {
  enum Field {
    case null
    /// A JSON string, or a quoted CSV field.
    case string(String)
    /// A JSON number as written.
    case number(String)
    case bool(Bool)
  }

  enum Outcome: Equatable {
    case value(Value)
    case error(Int)
  }

  var rules: ConversionRules

  func convert(_ field: Field, _ type: DataType) -> Outcome {
    let text: String
    switch field {
    case .null: return .value(.null)
    case .string(let string): text = string
    case .bool(let flag): text = flag ? "true" : "false"
    case .number(let number): text = printed(number)
    }
    switch type {
    case .varchar(let limit): return varchar(text, limit)
    case .char(let limit): return char(text, limit)
    default: break
    }
    let trimmed = text.trimmingBlanks
    if trimmed.isEmpty { return .value(.null) }
    switch type {
    case .smallint: return integer(trimmed, Int64(Int16.min)...Int64(Int16.max))
    case .integer: return integer(trimmed, Int64(Int32.min)...Int64(Int32.max))
    case .bigint: return integer(trimmed, Int64.min...Int64.max)
    case .double: return Double(exactly: trimmed).map { .value(.double($0)) } ?? .error(1208)
    case .boolean: return boolean(trimmed.lowercased())
    case .decimal(let precision, let scale): return decimal(trimmed, precision, scale)
    default: return .error(0)
    }
  }

  private func isBlank(_ character: Character) -> Bool { " \t\n\r\u{b}\u{c}\r\n".contains(character) }

  /// A whole number as written; anything else through a double and its 17 digits.
  private func printed(_ number: String) -> String {
    guard number.contains(where: { ".eE".contains($0) }), let double = Double(number) else { return number }
    return DoubleText.text(double, style: .json17)
  }

  private func varchar(_ text: String, _ limit: Int) -> Outcome {
    var text = text
    if rules.trimsBlanks { while let last = text.last, isBlank(last) { text.removeLast() } }
    if text.isEmpty && (rules.emptyAsNull || rules.blanksAsNull) { return .value(.null) }
    if rules.blanksAsNull && text.allSatisfy(isBlank) { return .value(.null) }
    if text.utf8.count > limit && rules.truncates {
      var scalars = Array(text.unicodeScalars)
      while scalars.reduce(0, { $0 + String($1).utf8.count }) > limit { scalars.removeLast() }
      var kept = String.UnicodeScalarView()
      kept.append(contentsOf: scalars)
      return .value(.string(String(kept)))
    }
    let excess = text.utf8.dropFirst(limit)
    guard excess.allSatisfy({ $0 == 0x20 }) else { return .error(1204) }
    return .value(.string(String(decoding: text.utf8.prefix(limit), as: UTF8.self)))
  }

  private func char(_ text: String, _ limit: Int) -> Outcome {
    if text.utf8.contains(where: { $0 >= 0x80 }) { return .error(1220) }
    if text.isEmpty && (rules.emptyAsNull || rules.blanksAsNull) { return .value(.null) }
    if rules.blanksAsNull && text.allSatisfy(isBlank) { return .value(.null) }
    var bytes = Array(text.utf8)
    if rules.truncates { bytes = Array(bytes.prefix(limit)) }
    while bytes.last == 0x20 { bytes.removeLast() }
    return bytes.count > limit ? .error(1204) : .value(.string(String(decoding: bytes, as: UTF8.self)))
  }

  private func integer(_ text: String, _ range: ClosedRange<Int64>) -> Outcome {
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .error(1207) }
    guard let value = Int64(text), range.contains(value) else { return .error(1222) }
    return .value(.int(value))
  }

  private func boolean(_ word: String) -> Outcome {
    if ["t", "true", "y", "yes", "1"].contains(word) { return .value(.bool(true)) }
    return ["f", "false", "n", "no", "0"].contains(word) ? .value(.bool(false)) : .error(1210)
  }

  /// Digits without exponents: what the test feeds.
  private func decimal(_ text: String, _ precision: Int, _ scale: Int) -> Outcome {
    let isNegative = text.first == "-"
    let body = isNegative || text.first == "+" ? text.dropFirst() : text[...]
    let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
    let fraction = parts.count > 1 ? parts[1] : []
    guard (parts[0] + fraction).allSatisfy({ $0.isASCII && $0.isNumber }), !(parts[0] + fraction).isEmpty else {
      return .error(1207)
    }
    let padded = fraction + Array(repeating: "0", count: scale + 1)
    guard var unscaled = Int128("0" + String(parts[0] + padded.prefix(scale))) else { return .error(1204) }
    if rules.rounding == .halfAwayFromZero, let next = padded[scale].wholeNumberValue, next >= 5 { unscaled += 1 }
    guard String(unscaled).count <= precision || unscaled == 0 else { return .error(1204) }
    return .value(.int(Int64(isNegative ? -unscaled : unscaled)))
  }
}

extension Double {
  /// The number a text spells in full, in the spellings that JSON and this test know.
  fileprivate init?(exactly text: String) {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
    self.init(text)
  }
}
