import SQLTypes

/// Writes an answer's tree as XML.
struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  /// An element with a namespace around what `content` writes.
  mutating func root(_ name: String, namespace: String, _ content: (inout XMLWriter) -> Void) {
    text += "<\(name) xmlns=\"\(namespace)\">"
    content(&self)
    text += "</\(name)>"
  }

  mutating func element(_ name: String, _ value: CloudValue) {
    text += "<\(name)>"
    add(value)
    text += "</\(name)>"
  }

  /// What is XML already.
  mutating func markup(_ markup: String) { text += markup }

  mutating func element(_ name: String, _ value: String) { element(name, .text(value)) }

  /// The members of a structure, the elements of a list, or a value's text.
  mutating func add(_ value: CloudValue) {
    switch value {
    case .structure(let members): for member in members { element(member.name, member.value) }
    case .list(let name, let elements): for value in elements { element(name, value) }
    case .text(let value): text += Self.escaped(value)
    case .integer(let value): text += String(value)
    case .double(let value): text += String(value)
    case .boolean(let value): text += value ? "true" : "false"
    case .time(let value): text += CloudTime.text(value)
    case .bytes(let value): text += Base64.text(value)
    }
  }

  /// Markup, controls, and what begins U+FFFE and U+FFFF.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0xef || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }

  /// Markup as references; characters that XML does not have as U+FFFD.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: mayNeedEscape) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\r": escaped += "&#13;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff: escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
