import SQLTypes

/// Walks an XML document by the ends of its elements, for the answers and requests of S3.
///
/// `<List><Item><Key>a&amp;b</Key></Item></List>` stops three times: at `Key` of depth 3 whose text is `a&b`, at `Item`
/// of depth 2 and at `List` of depth 1. Prefixes of names, attributes, comments and processing instructions are passed
/// over. Strict where it matters: every element must be closed by its own name, references must be known, text must be
/// UTF-8. There is no document type, so no entity can be declared; depth and size have bounds.
package struct XMLReader {
  static let sizeLimit = 32 << 20
  static let depthLimit = 64

  private let bytes: [UInt8]
  private var offset = 0
  /// The names of the open elements, as they stand in the document.
  private var open: [Range<Int>] = []
  private var hasRoot = false
  /// An element without content ends where it started.
  private var isEmptyElement = false
  /// The element that ended last.
  private var ended = 0..<0
  private var endedWithin: Range<Int>?
  /// How many elements were open, the ended one included.
  package private(set) var depth = 0
  /// What stood in the element after the last tag within it: all of it where it holds no other elements.
  package private(set) var content: [UInt8] = []

  /// Errors: what is too long or no UTF-8.
  package init(_ bytes: [UInt8]) throws(XMLError) {
    guard bytes.count <= Self.sizeLimit else { throw XMLError("the document is too long", at: 0) }
    if let error = bytes.withUnsafeBytes({ UTF8Check.firstFault(in: $0) }) {
      throw XMLError("bytes that are no UTF-8", at: error.offset)
    }
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { offset = 3 }
  }

  /// Goes on to the next end of an element; false at the end of the document.
  package mutating func advance() throws(XMLError) -> Bool {
    if isEmptyElement {
      isEmptyElement = false
      return close()
    }
    content.removeAll(keepingCapacity: true)
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "<") else {
        try readText()
        continue
      }
      offset += 1
      switch offset < bytes.count ? bytes[offset] : 0 {
      case UInt8(ascii: "/"):
        try readEnd()
        return true
      case UInt8(ascii: "?"): try skip(past: "?>")
      case UInt8(ascii: "!"): try readDeclaration()
      default:
        try readStart()
        if isEmptyElement { return try advance() }
      }
    }
    guard open.isEmpty, hasRoot else { throw error("the document ends too early") }
    return false
  }

  package var text: String { String(decoding: content, as: UTF8.self) }

  /// Whether the ended element has that name, whatever its prefix.
  package func isAt(_ name: String) -> Bool { isSame(ended, name) }

  /// Whether it lies in an element of that name, with none between.
  package func isWithin(_ name: String) -> Bool { endedWithin.map { isSame($0, name) } ?? false }

  private func isSame(_ range: Range<Int>, _ name: String) -> Bool {
    let written = bytes[range]
    let local = written.firstIndex(of: UInt8(ascii: ":")).map { written[($0 + 1)...] } ?? written
    return local.elementsEqual(name.utf8)
  }

  private func error(_ reason: String) -> XMLError { XMLError(reason, at: offset) }
}

/// Elements.
extension XMLReader {
  private mutating func readStart() throws(XMLError) {
    let name = try readName()
    guard !(hasRoot && open.isEmpty) else { throw error("more than one element at the top") }
    guard open.count < Self.depthLimit else { throw error("elements lie too deep") }
    hasRoot = true
    open.append(name)
    content.removeAll(keepingCapacity: true)
    try skipAttributes()
    if takes("/>") {
      isEmptyElement = true
    } else if !takes(">") {
      throw error("a start tag is not closed")
    }
  }

  private mutating func readEnd() throws(XMLError) {
    offset += 1
    let name = try readName()
    skipBlanks()
    guard takes(">") else { throw error("an end tag is not closed") }
    guard let last = open.last, bytes[last].elementsEqual(bytes[name]) else {
      throw error("an end tag without its start tag")
    }
    _ = close()
  }

  private mutating func close() -> Bool {
    guard let name = open.popLast() else { return false }
    depth = open.count + 1
    ended = name
    endedWithin = open.last
    return true
  }

  private mutating func readName() throws(XMLError) -> Range<Int> {
    let start = offset
    while offset < bytes.count, Self.isNameByte(bytes[offset]) { offset += 1 }
    guard offset > start else { throw error("a name is missing") }
    return start..<offset
  }

  /// `name="value"` or `name='value'`, as often as they come.
  private mutating func skipAttributes() throws(XMLError) {
    while true {
      let isApart = skipBlanks()
      guard offset < bytes.count, Self.isNameByte(bytes[offset]) else { return }
      guard isApart else { throw error("a blank is missing") }
      _ = try readName()
      skipBlanks()
      guard takes("=") else { throw error("an attribute has no value") }
      skipBlanks()
      guard offset < bytes.count, case let quote = bytes[offset], quote == 0x22 || quote == 0x27,
        let end = bytes[(offset + 1)...].firstIndex(of: quote)
      else { throw error("an attribute's value has no quotes") }
      offset = end + 1
    }
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = offset
    while offset < bytes.count, Self.isBlank(bytes[offset]) { offset += 1 }
    return offset > start
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }

  private mutating func takes(_ text: String) -> Bool {
    guard bytes[offset...].starts(with: text.utf8) else { return false }
    offset += text.utf8.count
    return true
  }
}

/// Text.
extension XMLReader {
  /// Up to the next tag.
  private mutating func readText() throws(XMLError) {
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") {
      if bytes[offset] == UInt8(ascii: "&") {
        try readReference()
        continue
      }
      guard !open.isEmpty || Self.isBlank(bytes[offset]) else { throw error("text outside of all elements") }
      content.append(bytes[offset])
      offset += 1
    }
  }

  /// A comment or CDATA.
  private mutating func readDeclaration() throws(XMLError) {
    if takes("!--") {
      try skip(past: "-->")
    } else if takes("![CDATA[") {
      try readCharacterData()
    } else {
      throw error("document types are not read")
    }
  }

  private mutating func readCharacterData() throws(XMLError) {
    let start = offset
    try skip(past: "]]>")
    guard !open.isEmpty else { throw error("text outside of all elements") }
    content += bytes[start..<offset - 3]
  }

  /// `&amp;`, `&#38;` or `&#x26;`: at most ten bytes, so that a lone `&` costs nothing.
  private mutating func readReference() throws(XMLError) {
    let end = bytes[offset...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    guard let end, !open.isEmpty, let scalar = Self.scalar(bytes[(offset + 1)..<end]) else {
      throw error("an unknown reference")
    }
    content += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    offset = end + 1
  }

  private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard text.hasPrefix("#") else { return nil }
      let isHex = text.hasPrefix("#x")
      let digits = text.dropFirst(isHex ? 2 : 1)
      guard digits.utf8.first.map(Self.isNameByte) == true, let value = UInt32(digits, radix: isHex ? 16 : 10),
        value > 0
      else { return nil }
      return Unicode.Scalar(value)
    }
  }

  private mutating func skip(past end: String) throws(XMLError) {
    while offset < bytes.count {
      if takes(end) { return }
      offset += 1
    }
    throw error("the document ends too early")
  }
}
