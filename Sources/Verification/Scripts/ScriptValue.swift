import Columnar
import Planning
import SQLTypes

/// How sqllogictest writes values: `NULL`, `(empty)`, integers, reals with three decimals, text.
enum ScriptValue {
  /// The value as its own type prints, and as the column's letter asks for it: an expectation may be either.
  struct Spellings {
    var plain: String
    var typed: String

    func matches(_ expected: String) -> Bool { expected == plain || expected == typed }
  }

  static func spell(_ value: Value, _ type: DataType, as letter: Character) -> Spellings {
    guard let text = ValueText.text(of: value, type: type) else { return Spellings(plain: "NULL", typed: "NULL") }
    if text.isEmpty { return Spellings(plain: "(empty)", typed: "(empty)") }
    return Spellings(plain: text, typed: typed(value, type, text, letter))
  }

  private static func typed(_ value: Value, _ type: DataType, _ text: String, _ letter: Character) -> String {
    switch letter {
    case "I" where type == .boolean: value == .bool(true) ? "1" : "0"
    case "I": type.isFloat || type.isDecimal ? String(text.prefix { $0 != "." }) : text
    case "R": threeDecimals(text) ?? text
    default: text
    }
  }

  /// `%.3f`, by way of decimals so that it is exact.
  private static func threeDecimals(_ text: String) -> String? {
    let wide = DataType.decimal(precision: 38, scale: 3)
    guard let value = try? ValueText.parse(text, as: wide) else { return nil }
    return ValueText.text(of: value, type: wide)
  }
}
