import SQLTypes

/// Writes an answer's tree as XML.
struct XMLWriter {
  private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)

  /// An element with a namespace around what `content` writes.
  mutating func root(_ name: String, namespace: String, _ content: (inout XMLWriter) -> Void) {
    bytes.append(texts: "<", name, " xmlns=\"", namespace, "\">")
    content(&self)
    bytes.append(texts: "</", name, ">")
  }

  mutating func element(_ name: String, _ value: CloudValue) {
    bytes.append(UInt8(ascii: "<"))
    close(name)
    add(value)
    bytes.append(UInt8(ascii: "<"))
    bytes.append(UInt8(ascii: "/"))
    close(name)
  }

  /// The rest of a tag.
  private mutating func close(_ name: String) {
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ">"))
  }

  /// What is XML already.
  mutating func markup(_ markup: String) { bytes.append(texts: markup) }

  mutating func element(_ name: String, _ value: String) { element(name, .text(value)) }

  /// The members of a structure, the elements of a list, or a value's text.
  mutating func add(_ value: CloudValue) {
    switch value {
    case .structure(let members): for member in members { element(member.name, member.value) }
    case .list(let name, let elements): for value in elements { element(name, value) }
    case .text(let value): escape(value)
    case .integer(let value): bytes.append(texts: String(value))
    case .double(let value): bytes.append(texts: String(value))
    case .boolean(let value): bytes.append(texts: value ? "true" : "false")
    case .time(let value): bytes.append(texts: CloudTime.text(value))
    case .bytes(let value): bytes.append(texts: Base64.text(value))
    }
  }

  /// Markup as references; characters that XML does not have as U+FFFD.
  private mutating func escape(_ text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    guard bytes[start...].contains(where: Self.mayNeedEscape) else { return }
    let plain = Array(bytes[start...])
    bytes.removeSubrange(start...)
    for (index, byte) in plain.enumerated() {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(texts: "&amp;")
      case UInt8(ascii: "<"): bytes.append(texts: "&lt;")
      case UInt8(ascii: ">"): bytes.append(texts: "&gt;")
      case UInt8(ascii: "\""): bytes.append(texts: "&quot;")
      case UInt8(ascii: "\r"): bytes.append(texts: "&#13;")
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"): bytes.append(byte)
      case ..<0x20: bytes.append(texts: "\u{FFFD}")
      // U+FFFE and U+FFFF differ from U+FFFD in the last of their three bytes.
      case 0xbe...0xbf where index >= 2 && plain[index - 2] == 0xef && plain[index - 1] == 0xbf: bytes.append(0xbd)
      default: bytes.append(byte)
      }
    }
  }

  /// Markup, controls, and what begins U+FFFE and U+FFFF.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0xef || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }
}
