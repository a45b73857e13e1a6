import Columnar
import Planning
import SQLTypes

/// How sqllogictest's own runner writes values: `NULL`, `(empty)`, and by the column's letter `%d`, `%.3f`, or text in
/// which whatever is not printable ASCII is `@`.
enum ScriptValue {
  /// The value as its own type prints, and as the column's letter asks for it: an expectation may be either.
  struct Spellings {
    var plain: String
    var typed: String

    func matches(_ expected: String) -> Bool { expected == plain || expected == typed }
  }

  static func spell(_ value: Value, _ type: DataType, _ writer: ValueWriter, as letter: Character) -> Spellings {
    guard let text = writer.text(value) else { return Spellings(plain: "NULL", typed: "NULL") }
    if text.isEmpty { return Spellings(plain: "(empty)", typed: "(empty)") }
    return Spellings(plain: text, typed: typed(value, type, text, letter))
  }

  private static func typed(_ value: Value, _ type: DataType, _ text: String, _ letter: Character) -> String {
    switch letter {
    case "I" where type == .boolean: value == .bool(true) ? "1" : "0"
    case "I": integer(text)
    case "R": FixedPoint.text(type == .boolean ? value == .bool(true) ? 1 : 0 : number(text), text)
    default: String(decoding: text.utf8.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "@") }, as: UTF8.self)
    }
  }

  /// What a text begins with as a number, and 0 for what is none, as `atof` reads it.
  private static func number(_ text: String) -> Double {
    if let number = Double(text) { return number }
    let start = text.prefix { $0.isNumber || "+-.eE".contains($0) }
    return (0...start.count).lazy.compactMap { Double(start.dropLast($0)) }.first ?? 0
  }

  private static func integer(_ text: String) -> String {
    if let whole = Int64(text) { return String(whole) }
    let digits = text.prefix { $0 != "." }
    if !text.contains(where: { $0 == "e" || $0 == "E" }), let whole = Int64(digits) { return String(whole) }
    let number = number(text)
    return Int64(exactly: number.rounded(.towardZero)).map(String.init) ?? String(digits)
  }
}
