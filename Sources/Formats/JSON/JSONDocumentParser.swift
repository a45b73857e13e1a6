/// The recursive descent behind `JSONDocument`: plain, bounded in depth, for texts of kilobytes.
struct JSONDocumentParser {
  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { offset = 3 }
  }

  mutating func parseWhole() throws(JSONSyntaxError) -> JSONDocument {
    let document = try parseValue()
    skipWhiteSpace()
    guard offset == bytes.count else { throw fault("something follows the JSON value") }
    return document
  }

  private mutating func parseValue() throws(JSONSyntaxError) -> JSONDocument {
    skipWhiteSpace()
    switch peek() {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.parseObject() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.parseArray() }
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parse("true", as: .boolean(true))
    case UInt8(ascii: "f"): return try parse("false", as: .boolean(false))
    case UInt8(ascii: "n"): return try parse("null", as: .null)
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try parseNumber()
    default: throw fault("expected a JSON value")
    }
  }

  private mutating func nested(
    _ parse: (inout Self) throws(JSONSyntaxError) -> JSONDocument
  ) throws(JSONSyntaxError) -> JSONDocument {
    guard depth < JSONScanner.depthLimit else { throw fault("nested deeper than \(JSONScanner.depthLimit)") }
    depth += 1
    defer { depth -= 1 }
    offset += 1
    return try parse(&self)
  }

  private mutating func parseObject() throws(JSONSyntaxError) -> JSONDocument {
    var members: [JSONDocument.Member] = []
    if take("}") { return .object(members) }
    repeat {
      skipWhiteSpace()
      guard peek() == UInt8(ascii: "\"") else { throw fault("expected a member's name") }
      let name = try parseString()
      guard take(":") else { throw fault("expected ':'") }
      members.append(JSONDocument.Member(name, try parseValue()))
    } while take(",")
    guard take("}") else { throw fault("expected ',' or '}'") }
    return .object(members)
  }

  private mutating func parseArray() throws(JSONSyntaxError) -> JSONDocument {
    var elements: [JSONDocument] = []
    if take("]") { return .array(elements) }
    repeat { elements.append(try parseValue()) } while take(",")
    guard take("]") else { throw fault("expected ',' or ']'") }
    return .array(elements)
  }

  private mutating func parse(_ word: String, as value: JSONDocument) throws(JSONSyntaxError) -> JSONDocument {
    guard bytes[offset...].starts(with: word.utf8) else { throw fault("expected a JSON value") }
    offset += word.utf8.count
    return value
  }

  private mutating func parseNumber() throws(JSONSyntaxError) -> JSONDocument {
    let start = offset
    if peek() == UInt8(ascii: "-") { offset += 1 }
    let leading = offset
    try skipDigits()
    guard bytes[leading] != UInt8(ascii: "0") || offset == leading + 1 else {
      throw fault("number with a leading zero")
    }
    if peek() == UInt8(ascii: ".") {
      offset += 1
      try skipDigits()
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      offset += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { offset += 1 }
      try skipDigits()
    }
    return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func skipDigits() throws(JSONSyntaxError) {
    let start = offset
    while let digit = peek(), UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit { offset += 1 }
    guard offset > start else { throw fault("expected a digit") }
  }

  private mutating func parseString() throws(JSONSyntaxError) -> String {
    let start = offset
    offset += 1
    var text: [UInt8] = []
    while true {
      guard let byte = peek() else { throw fault("string without its end") }
      guard byte >= 0x20 else { throw fault("control character in a string") }
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw JSONSyntaxError("string that is not UTF-8", at: start, in: bytes)
        }
        return string
      case UInt8(ascii: "\\"): text += try parseEscape()
      default: text.append(byte)
      }
    }
  }

  /// What follows a backslash, as UTF-8.
  private mutating func parseEscape() throws(JSONSyntaxError) -> [UInt8] {
    let letter = peek()
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[offset - 1]]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try parseUnicodeEscape()
    default:
      offset -= 1
      throw fault("unknown escape")
    }
  }

  private mutating func parseUnicodeEscape() throws(JSONSyntaxError) -> [UInt8] {
    let start = offset - 2
    var units = [try parseHexUnit()]
    if UTF16.isLeadSurrogate(units[0]), bytes[offset...].starts(with: "\\u".utf8) {
      offset += 2
      units.append(try parseHexUnit())
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw JSONSyntaxError("lone surrogate in a string", at: start, in: bytes)
    }
    return Array(text.utf8)
  }

  private mutating func parseHexUnit() throws(JSONSyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw fault("expected four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(digit)
      offset += 1
    }
    return unit
  }

  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipWhiteSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { offset += 1 }
  }

  /// Skips white space and takes `sign` if it is next.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipWhiteSpace()
    guard peek() == UInt8(ascii: sign) else { return false }
    offset += 1
    return true
  }

  private func fault(_ reason: String) -> JSONSyntaxError { JSONSyntaxError(reason, at: offset, in: bytes) }
}
