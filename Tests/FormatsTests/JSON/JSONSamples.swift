import Formats
import TestSupport

/// Random input for the mapper: JSON records as real files have them, and what happens to files.
struct JSONSamples {
  var random: SeededGenerator

  static let names = [
    "a", "b", "id", "firstName", "userAgent", "a long member name with more than 32 bytes", "é", "",
    // Alike in the first vector of what leads to them.
    "billing_address_city", "billing_address_code",
  ]
  static let mappings: [JSONMapping] = [
    .keys(["a", "b", "firstname", "é", "", "billing_address_code"]),
    .keysIgnoringCase(["a", "B", "firstname", "missing"]),
    .keys([]),
    .paths(paths("$.a", "$.b", "$.firstName", "$['']", "$.a", "$.id")),
    .paths(paths("$", "$.a.b", "$.a.a", "$.a", "$.a[0]", "$.a[1].b", "$.b[0][1]", "$[0]", "$[1].a", "$.b.a.b")),
    .paths(
      paths(
        "$['a long member name with more than 32 bytes']['é']", "$[2]", "$.userAgent.b.id", "$.billing_address_city")),
  ]

  private static func paths(_ texts: String...) -> [JSONPath] {
    texts.compactMap { try? JSONPath($0) }
  }

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  /// Records of one shape, with now and then another among them.
  mutating func file() -> [UInt8] {
    var text = ""
    let gap = pick(["", " ", "\n", "\r\n", "\n  "])
    let style = pick([("", ""), ("", " "), ("\n  ", " "), (" ", "\t")])
    let names = shape()
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      text += chance(8) ? value(depth: 0, root: true) : object(chance(5) ? shape() : names, style, depth: 0)
      text += chance(10) ? " " : gap
    }
    return Array(text.utf8)
  }

  private mutating func shape() -> [String] {
    (0..<Int.random(in: 0...6, using: &random)).map { _ in pick(Self.names) }
  }

  private mutating func object(_ names: [String], _ style: (String, String), depth: Int) -> String {
    var members: [String] = []
    for name in names where !chance(12) {
      members.append(
        "\(style.0)\"\(chance(15) ? escaped(name) : name)\":\(style.1)\(value(depth: depth + 1, root: false))")
    }
    return "{" + members.joined(separator: ",") + style.0 + "}"
  }

  private mutating func escaped(_ name: String) -> String {
    name.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  private mutating func value(depth: Int, root: Bool) -> String {
    switch Int.random(in: root || depth > 3 ? 0...1 : 0...9, using: &random) {
    case 0 where root || depth < 4: return object(shape(), pick([("", ""), (" ", "")]), depth: depth)
    case 1 where root || depth < 4:
      let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1, root: false) }
      return "[" + elements.joined(separator: pick([",", " , "])) + "]"
    case 2, 3: return number()
    case 4: return pick(["true", "false", "null"])
    default: return "\"\(string())\""
    }
  }

  private mutating func number() -> String {
    if chance(20) { return pick(["00", "01", "-01", "0.", "1.", "1.5.", "1e", "1.5e+", "-", "12345678901234567890."]) }
    return pick([
      "0", "-0", "7", "-12", "1540919166796", "1540919166796.0", "25.67084", "1e5", "-1.5E-3", "12345678901234567890",
      "0.0", "123456789012345", "1234567890123456", "12345678901234.5", "123456789012.125", "1234567890123.25",
      "1.2345678901234567", "0e1", "15E+2",
    ])
  }

  /// Mostly short; some are long enough to be read in several steps, with what must be noticed anywhere.
  private mutating func string() -> String {
    (0..<Int.random(in: 0...(chance(8) ? 40 : 5), using: &random)).map { _ in
      if chance(4) { return String(repeating: "p", count: Int.random(in: 0...40, using: &random)) }
      return pick([
        "plain", "x", "0123456789abcdef", "\\\"", "\\/", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "é", "日本", "{", "}",
        ",\\\\",
        "\\\\\\\"", "\\\\\\\\", "\\n",
      ])
    }.joined()
  }

  /// Bytes flipped, cut, doubled or swapped.
  mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      let offset = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, offset + Int.random(in: 1...8, using: &random))
      switch Int.random(in: 0...5, using: &random) {
      case 0: bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[offset] = pick(Array("{}[]\",:\\ \nx0u-.e".utf8) + [0, 0x1f, 0x80, 0xff])
      case 2: bytes.removeSubrange(offset..<end)
      case 3: bytes.insert(contentsOf: bytes[offset..<end], at: offset)
      case 4: bytes.swapAt(offset, end - 1)
      default: bytes.removeSubrange(offset...)
      }
    }
    return bytes
  }
}
