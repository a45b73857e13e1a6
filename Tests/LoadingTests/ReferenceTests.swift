import Loading
import SQLTypes
import TestSupport
import Testing

/// Random fields through COPY and through the plain reference, from a seed that a failure prints.
@Suite struct ReferenceTests {
  private static let types: [DataType] = [
    .smallint, .integer, .bigint, .double, .boolean, .varchar(6), .char(6), .varchar(300),
    .decimal(precision: 6, scale: 2), .decimal(precision: 18, scale: 0),
  ]

  private static let pieces = [
    "", "0", "7", "-12", "+3", "32768", "2147483648", "99999999999", "9223372036854775808", "1.5", "20.259", "-0.005",
    "9999.995", "123456.7", ".5", "5.", "t", "No", "TRUE", "x", "abcdefg", " ", "  12 ", "ab    ", "ab     c", "\t",
    "\n",
    "\u{e9}\u{e9}\u{e9}", "\u{e9}\u{e9}\u{e9}\u{e9}", "\u{1F600}\u{1F600}", "a\"b", "back\\slash", "/", ",", "\\N",
    "1e3", "-",
    "a longer text of many words", "ends in blank ", "1540919166796",
  ]
  private static let numbers = [
    "0", "-0", "7", "25.67084", "4.6", "1540919166796.0", "1e3", "1.54E12", "12.7", "-3.999", "9223372036854775807",
    "70000.0",
    "1234567.891", "0.1",
  ]

  private func field(_ random: inout SeededGenerator, _ type: DataType) -> ReferenceConverter.Field {
    // The reference reads no exponents in decimals.
    let isDecimal = type.isDecimal
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return .null
    case 1 where !isDecimal: return .bool(Bool.random(using: &random))
    case 2, 3:
      let numbers = Self.numbers.filter { !isDecimal || !$0.lowercased().contains("e") }
      return .number(numbers.randomElement(using: &random) ?? "1")
    case 4: return .number(number(&random))
    case 5, 6: return .string(number(&random))
    default:
      let text = Self.pieces.filter { !isDecimal || !$0.contains("e") }.randomElement(using: &random) ?? ""
      return .string(Int.random(in: 0..<4, using: &random) == 0 && !isDecimal ? text + text : text)
    }
  }

  /// Up to 20 digits, perhaps with a sign and a fraction.
  private func number(_ random: inout SeededGenerator) -> String {
    let digits = (0..<Int.random(in: 1...20, using: &random)).map { _ in
      String(Int.random(in: 0...9, using: &random))
    }.joined()
    let whole = String(digits.drop { $0 == "0" })
    let sign = Int.random(in: 0..<3, using: &random) == 0 ? "-" : ""
    let fraction = Int.random(in: 0..<3, using: &random) == 0 ? ".\(Int.random(in: 0...99_999, using: &random))" : ""
    return sign + (whole.isEmpty ? "0" : whole) + fraction
  }

  private func rules(_ random: inout SeededGenerator) -> (ConversionRules, String) {
    var rules = ConversionRules()
    var clauses = ""
    func choose(_ clause: String, _ set: (inout ConversionRules) -> Void) {
      guard Bool.random(using: &random) else { return }
      clauses += " " + clause
      set(&rules)
    }
    choose("TRIMBLANKS") { $0.trimsBlanks = true }
    choose("EMPTYASNULL") { $0.emptyAsNull = true }
    choose("BLANKSASNULL") { $0.blanksAsNull = true }
    choose("TRUNCATECOLUMNS") { $0.truncates = true }
    choose("ROUNDEC") { $0.rounding = .halfAwayFromZero }
    return (rules, clauses)
  }

  private func json(_ field: ReferenceConverter.Field) -> String {
    switch field {
    case .null: return "null"
    case .number(let text): return text
    case .bool(let flag): return "\(flag)"
    case .string(let text):
      let escaped = text.unicodeScalars.map { scalar -> String in
        switch scalar {
        case "\"", "\\", "/": "\\\(scalar)"
        case "\n": "\\n"
        case "\t": "\\u0009"
        default: String(scalar)
        }
      }
      return "\"" + escaped.joined() + "\""
    }
  }

  private func csv(_ field: ReferenceConverter.Field) -> String {
    switch field {
    case .null: "\\N"
    case .number(let text): text
    case .bool(let flag): "\(flag)"
    case .string(let text): "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
  }

  /// Delimited text with header lines, blank lines and a backslash before what must not be taken for structure.
  private static let text = "DELIMITER '~' ESCAPE NULL AS 'nil' IGNOREHEADER 2 IGNOREBLANKLINES"

  private func escaped(_ field: ReferenceConverter.Field) -> String {
    switch field {
    case .null: "nil"
    case .number(let text): text
    case .bool(let flag): "\(flag)"
    case .string(let text):
      text.unicodeScalars.map { ["\\", "~", "\n", "\r"].contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }
  }

  /// Strings in quotes, with delimiters as they are and a backslash before what else would end them.
  private static let quotedText = "DELIMITER '~' REMOVEQUOTES ESCAPE NULL AS 'nil'"

  private func quoted(_ field: ReferenceConverter.Field) -> String {
    guard case .string(let text) = field else { return escaped(field) }
    return "'" + text.unicodeScalars.map { ["\\", "'", "\n", "\r"].contains($0) ? "\\\($0)" : "\($0)" }.joined() + "'"
  }

  private func file(_ fields: [ReferenceConverter.Field], _ format: String) -> String {
    let lines = fields.enumerated().map { place, field in
      switch format {
      case "CSV": "\(place),\(csv(field))"
      case Self.text: "\(place)~\(escaped(field))" + (place % 7 == 0 ? "\n" : "")
      case Self.quotedText: "\(place)~\(quoted(field))"
      default: "{\"k\":\(place),\"a\":\(json(field))}"
      }
    }
    return (format == Self.text ? "k~a\n\n" : "") + lines.joined(separator: "\n")
  }

  /// Six rounds a type, of 4,000 values each.
  @Test(arguments: ["JSON 'auto'", "CSV", text, quotedText], 0..<20)
  func copyAgreesWithTheReference(_ format: String, _ round: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let (rules, clauses) = rules(&random)
    let reference = ReferenceConverter(rules: rules)
    let type = Self.types[round % Self.types.count]
    let fields = (0..<4000).map { _ in field(&random, type) }
    // The text of a number outside JSON is read as it is: to the reference it is a string.
    let expected = fields.map { field in
      if case .number(let text) = field, !format.hasPrefix("JSON") { return reference.convert(.string(text), type) }
      return reference.convert(field, type)
    }
    let found = try CopyHarness().outcomes(
      Array(file(fields, format).utf8), format + clauses, type, count: fields.count)
    for (place, (one, other)) in zip(found, expected).enumerated() where one != other {
      Issue.record("\(type)\(clauses): \(fields[place]) gave \(String(describing: one)) for \(other), seed \(seed)")
    }
  }
}
