import TestSupport

/// A JSON value as a tree: the slow, obvious reference beside SUPER values, which are slices of text.
indirect enum SuperModel {
  case null
  case boolean(Bool)
  /// As written.
  case number(String)
  case string(String)
  case array([SuperModel])
  case object([(name: String, value: SuperModel)])

  /// The form that a SUPER value has.
  var text: String { text(blank: "", escapes: false) }

  /// The same value with white space, and with escapes that need not be.
  var loose: String { text(blank: " \n", escapes: true) }

  private func text(blank: String, escapes: Bool) -> String {
    switch self {
    case .null: return "null"
    case .boolean(let flag): return flag ? "true" : "false"
    case .number(let literal): return literal
    case .string(let string): return Self.quoted(string, escapes)
    case .array(let elements):
      return "[" + elements.map { blank + $0.text(blank: blank, escapes: escapes) }.joined(separator: ",") + blank + "]"
    case .object(let members):
      let parts = members.map {
        blank + Self.quoted($0.name, escapes) + blank + ":" + blank + $0.value.text(blank: blank, escapes: escapes)
      }
      return "{" + parts.joined(separator: ",") + blank + "}"
    }
  }

  private static func quoted(_ text: String, _ escapes: Bool) -> String {
    let characters = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": "\\" + String(scalar)
      case "\n": "\\n"
      case "a" where escapes: "\\u0061"
      case "/" where escapes: "\\/"
      default: String(scalar)
      }
    }
    return "\"" + characters.joined() + "\""
  }

  enum Step {
    case member(String)
    case element(Int)
  }

  /// What the steps lead to; nil for nothing, and for null.
  func navigated(_ steps: ArraySlice<Step>) -> SuperModel? {
    guard let step = steps.first else { if case .null = self { return nil } else { return self } }
    switch (step, self) {
    case (.member(let name), .object(let members)):
      return members.first { $0.name == name }?.value.navigated(steps.dropFirst())
    case (.element(let index), .array(let elements)):
      return elements.indices.contains(index) ? elements[index].navigated(steps.dropFirst()) : nil
    default: return nil
    }
  }

  var leaves: [SuperModel] {
    if case .array(let elements) = self { elements.flatMap(\.leaves) } else { [self] }
  }

  /// Of an array: its leaves as one.
  var flatText: String? { if case .array = self { SuperModel.array(leaves).text } else { nil } }

  var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// Deep equality, numbers by value, objects whatever their order.
  func isEqual(_ other: SuperModel) -> Bool {
    switch (self, other) {
    case (.null, .null): return true
    case (.boolean(let l), .boolean(let r)): return l == r
    case (.number(let l), .number(let r)): return Double(l) == Double(r)
    case (.string(let l), .string(let r)): return Self.trimmed(l) == Self.trimmed(r)
    case (.array(let l), .array(let r)): return l.count == r.count && zip(l, r).allSatisfy { $0.isEqual($1) }
    case (.object(let l), .object(let r)):
      return l.count == r.count
        && l.allSatisfy { mine in r.contains { $0.name == mine.name && mine.value.isEqual($0.value) } }
    default: return false
    }
  }

  /// Whether it is below; nil where the two have no order.
  func isLess(_ other: SuperModel) -> Bool? {
    switch (self, other) {
    case (.boolean(let l), .boolean(let r)): return !l && r
    case (.number(let l), .number(let r)): return (Double(l) ?? 0) < (Double(r) ?? 0)
    case (.string(let l), .string(let r)):
      return Self.trimmed(l).utf8.lexicographicallyPrecedes(Self.trimmed(r).utf8)
    default: return nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}

extension SeededGenerator {
  mutating func superModel(depth: Int) -> SuperModel {
    switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &self) {
    case 0: return .null
    case 1: return .boolean(.random(using: &self))
    case 2, 3:
      return .number(
        pick(["0", "1", "1.0", "10e-1", "-0", "-2.5", "-2.50", "100", "1e2", "0.05", "5e-2", "12345678901234"]))
    case 4, 5: return .string(pick(["", "a", "a ", "ab", "a\"b\\", "é/\n", "a string of more than twelve bytes"]))
    case 6, 7: return .array((0..<Int.random(in: 0..<4, using: &self)).map { _ in superModel(depth: depth - 1) })
    default:
      let names = ["a", "b", "Ab", "a\"c", "", "a name of more than twelve bytes"].shuffled(using: &self)
      return .object(names.prefix(Int.random(in: 0..<4, using: &self)).map { ($0, superModel(depth: depth - 1)) })
    }
  }

  mutating func step() -> SuperModel.Step {
    Bool.random(using: &self)
      ? .element(Int.random(in: -1..<4, using: &self))
      : .member(pick(["a", "b", "Ab", "a\"c", "", "a name of more than twelve bytes", "x"]))
  }
}
