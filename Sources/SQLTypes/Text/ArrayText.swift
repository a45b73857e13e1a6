/// Arrays as text: `{a,"b c",NULL}`, and vectors: `1 2`.
package enum ArrayText {
  /// The elements' texts, nil for NULL. 22P02 for what is no array, 0A000 for an array of arrays.
  package static func elements(of text: String, _ type: DataType) throws(SQLError) -> [String?] {
    if type == .catalog(.int2vector) || type == .catalog(.oidvector) {
      return text.split(separator: " ").map { String($0) }
    }
    var reader = Reader(text)
    return try reader.elements()
  }

  package static func text(of elements: [String?], _ type: DataType) -> String {
    if type == .catalog(.int2vector) || type == .catalog(.oidvector) {
      return elements.map { $0 ?? "0" }.joined(separator: " ")
    }
    return "{" + elements.map { $0.map(quoted) ?? "NULL" }.joined(separator: ",") + "}"
  }

  /// An element in quotes where it would be read as something else without.
  private static func quoted(_ element: String) -> String {
    let isPlain = !element.isEmpty && element.lowercased() != "null" && !element.utf8.contains(where: isSpecial)
    if isPlain { return element }
    return "\"" + element.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x20,
      0x09...0x0D:
      true
    default: false
    }
  }

  private struct Reader {
    private let text: String
    private var rest: Substring

    init(_ text: String) {
      self.text = text
      rest = text[...]
    }

    mutating func elements() throws(SQLError) -> [String?] {
      skipBlanks()
      guard rest.first == "{" else { throw malformed("Array value must start with \"{\" or dimension information.") }
      rest.removeFirst()
      skipBlanks()
      var elements: [String?] = []
      while rest.first != "}" || !elements.isEmpty {
        elements.append(try element())
        skipBlanks()
        guard let next = rest.first else { throw malformed("Unexpected end of input.") }
        if next == "}" { break }
        guard next == "," else { throw malformed("Unexpected array element.") }
        rest.removeFirst()
      }
      rest.removeFirst()
      skipBlanks()
      guard rest.isEmpty else { throw malformed("Junk after closing right brace.") }
      return elements
    }

    private mutating func skipBlanks() { rest = rest.drop(while: \.isWhitespace) }

    private mutating func element() throws(SQLError) -> String? {
      skipBlanks()
      if rest.first == "{" { throw .notSupported("an array of arrays") }
      if rest.first == "\"" { return try quotedElement() }
      var element = ""
      while let next = rest.first, next != ",", next != "}" {
        element.append(try character())
      }
      while element.last?.isWhitespace == true { element.removeLast() }
      guard !element.isEmpty else { throw malformed("Unexpected \"\(rest.first.map(String.init) ?? "")\" character.") }
      return element.lowercased() == "null" ? nil : element
    }

    private mutating func quotedElement() throws(SQLError) -> String {
      rest.removeFirst()
      var element = ""
      while rest.first != "\"" { element.append(try character()) }
      rest.removeFirst()
      return element
    }

    /// The next character, or the one that a backslash escapes.
    private mutating func character() throws(SQLError) -> Character {
      if rest.first == "\\" { rest.removeFirst() }
      guard let next = rest.popFirst() else { throw malformed("Unexpected end of input.") }
      return next
    }

    private func malformed(_ detail: String) -> SQLError {
      SQLError(.invalidText, "malformed array literal: \"\(text)\"", detail: detail)
    }
  }
}
