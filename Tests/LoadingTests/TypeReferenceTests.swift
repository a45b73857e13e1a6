import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// The types that `ReferenceTests` leaves out, 24,000 random fields each in three formats, against the slow reference;
/// from a seed that is printed.
@Suite struct TypeReferenceTests {
  struct Sample {
    var text: String
    var isNumber = false
    var outcome: ReferenceConverter.Outcome
  }

  private static let formats = ["JSON 'auto'", "CSV", "ESCAPE"]
  private static let count = 8000

  private func line(_ place: Int, _ sample: Sample, _ format: String) -> String {
    switch format {
    case "CSV": return "\(place),\"\(sample.text.replacing("\"", with: "\"\""))\""
    case "ESCAPE":
      let escaped = sample.text.map { "\\|\n\r".contains($0) ? "\\\($0)" : "\($0)" }.joined()
      return "\(place)|\(escaped)"
    default:
      let escaped = sample.text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t")
      return "{\"k\":\(place),\"a\":\(sample.isNumber ? sample.text : "\"\(escaped)\"")}"
    }
  }

  private func check(_ samples: [Sample], _ format: String, _ clauses: String, _ type: DataType, _ seed: UInt64) throws
  {
    let file = samples.enumerated().map { line($0, $1, format) }.joined(separator: "\n")
    let found = try CopyHarness().outcomes(Array(file.utf8), "\(format) \(clauses)", type, count: samples.count)
    for (sample, one) in zip(samples, found) where one.map({ "\($0)" }) != "\(sample.outcome)" {
      Issue.record(
        "\(type)\(clauses): '\(sample.text)' gave \(String(describing: one)) for \(sample.outcome), seed \(seed)")
    }
  }

  private func isJSONNumber(_ text: String) -> Bool {
    let body = text.drop { $0 == "-" }
    guard let first = body.first, first.isASCII, first.isNumber, NumberParts(text) != nil, text.first != "+" else {
      return false
    }
    if first == "0", let second = body.dropFirst().first, second.isNumber { return false }
    return !body.contains(".E") && !body.contains(".e") && body.last != "." && text.count - body.count < 2
  }

  /// A number's text, in JSON without quotes where that is one.
  private func number(
    _ text: String, _ format: String, _ convert: (String) -> ReferenceConverter.Outcome
  ) -> Sample {
    guard format.hasPrefix("JSON"), isJSONNumber(text) else { return Sample(text: text, outcome: convert(text)) }
    let printed =
      text.contains { ".eE".contains($0) }
      ? Double(text).map { DoubleText.text($0, style: .json17) } ?? text : text
    return Sample(text: text, isNumber: true, outcome: convert(printed))
  }

  @Test(arguments: formats) func reals(_ format: String) throws {
    var random = SeededGenerator()
    let reference = ReferenceConverter(rules: ConversionRules())
    let samples = (0..<Self.count).map { _ in
      var text = random.below(8) == 0 ? random.oddText() : random.numberText(digits: 20, exponents: -50...45)
      if random.below(9) == 0 { text = " \(text) " }
      // A JSON number is the same before and after it is printed with 17 digits.
      let isNumber = format.hasPrefix("JSON") && isJSONNumber(text)
      return Sample(text: text, isNumber: isNumber, outcome: reference.real(text))
    }
    try check(samples, format, "", .real, random.seed)
  }

  @Test(arguments: formats, [(38, 0), (38, 10), (25, 5), (38, 37), (20, 20)])
  func wideDecimals(_ format: String, _ size: (precision: Int, scale: Int)) throws {
    var random = SeededGenerator()
    var rules = ConversionRules()
    let rounds = random.flag()
    if rounds { rules.rounding = .halfAwayFromZero }
    let reference = ReferenceConverter(rules: rules)
    let samples = (0..<Self.count).map { _ in
      let text = random.below(8) == 0 ? random.oddText() : random.numberText(digits: 40, exponents: -45...45)
      return number(random.below(9) == 0 ? " \(text) " : text, format) {
        reference.wideDecimal($0, precision: size.precision, scale: size.scale)
      }
    }
    let type = DataType.decimal(precision: size.precision, scale: size.scale)
    try check(samples, format, rounds ? " ROUNDEC" : "", type, random.seed)
  }

  @Test(arguments: formats, [DataType.time, .timetz]) func times(_ format: String, _ type: DataType) throws {
    var random = SeededGenerator()
    let reference = ReferenceConverter(rules: ConversionRules())
    let samples = (0..<Self.count).map { _ in
      if random.below(30) == 0 {
        let text = random.pick(["", "  ", "x", "4", "4:", "04:05:06:07", "+05"])
        return Sample(text: text, outcome: text.trimmingBlanks.isEmpty ? .value(.null) : .error(1206))
      }
      let clock = random.clock()
      return Sample(text: clock.text, outcome: reference.time(clock, hasZone: type == .timetz))
    }
    try check(samples, format, "", type, random.seed)
  }

  @Test(arguments: formats) func hexadecimals(_ format: String) throws {
    var random = SeededGenerator()
    let reference = ReferenceConverter(rules: ConversionRules())
    let samples = (0..<Self.count).map { _ in
      var text = String((0..<random.below(26)).map { _ in random.pick(Array("0123456789abcdefABCDEF")) })
      if random.below(12) == 0 { text += random.pick(["g", "x0", " ", "é", "-1"]) }
      if random.below(12) == 0 { text = " \(text)\t" }
      return Sample(text: text, outcome: reference.varbyte(text, limit: 10))
    }
    try check(samples, format, "", .varbyte(10), random.seed)
  }
}
