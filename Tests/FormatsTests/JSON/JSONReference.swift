import Formats

/// The mapper's answer the slow, obvious way: one record after the other, each read into a tree by recursive descent,
/// each path looked up in the tree. No vectors, no predictions, no windows.
struct JSONReference {
  struct Record: Hashable {
    var start: Int
    var end: Int
    var fields: [FieldSlice]
  }

  /// A `RecordFailure` with its reason in words.
  struct Failure: Hashable {
    var recordsBefore: Int
    var start: Int
    var end: Int
    var offset: Int
    var code: Int
    var reason: String
  }

  private(set) var records: [Record] = []
  private(set) var failures: [Failure] = []

  init(_ bytes: [UInt8], _ mapping: JSONMapping) {
    var offset = 0
    while true {
      while offset < bytes.count, JSONTree.whiteSpace.contains(bytes[offset]) { offset += 1 }
      if offset == bytes.count { return }
      var parser = JSONTree.Parser(bytes: bytes, offset: offset)
      do throws(JSONTree.Fault) {
        let root = try parser.parseRoot()
        records.append(Record(start: offset, end: parser.offset, fields: Self.fields(root, mapping)))
        offset = parser.offset
      } catch {
        offset = fail(bytes, offset, error)
      }
    }
  }

  private mutating func fail(_ bytes: [UInt8], _ start: Int, _ fault: JSONTree.Fault) -> Int {
    let isJunk = fault.offset == start
    let stop = bytes[fault.offset...].firstIndex { $0 == 0x0a || isJunk && ($0 == 0x5b || $0 == 0x7b) }
    let end = stop.map { bytes[$0] == 0x0a ? $0 + 1 : $0 } ?? bytes.count
    var reason = "Invalid JSON: \(fault.text), "
    if fault.offset < bytes.count {
      let digits = String(bytes[fault.offset], radix: 16)
      reason += "found 0x\(digits.count == 1 ? "0" : "")\(digits) "
    }
    reason += "at location \(fault.offset - start)"
    failures.append(
      Failure(recordsBefore: records.count, start: start, end: end, offset: fault.offset, code: 1216, reason: reason))
    return end
  }

  private static func fields(_ root: JSONTree, _ mapping: JSONMapping) -> [FieldSlice] {
    switch mapping {
    case .paths(let paths): paths.map { root.find($0.steps[...], ignoringCase: false) }
    case .keys(let names): names.map { root.find([.member($0)], ignoringCase: false) }
    case .keysIgnoringCase(let names): names.map { root.find([.member($0)], ignoringCase: true) }
    }
  }
}

indirect enum JSONTree {
  case object([(name: String?, value: JSONTree)], Range<Int>, isASCII: Bool)
  case array([JSONTree], Range<Int>, isASCII: Bool)
  case leaf(FieldSlice)

  static let whiteSpace: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d]

  struct Fault: Error {
    var text: String
    var offset: Int
  }

  var slice: FieldSlice {
    switch self {
    case .object(_, let range, let isASCII), .array(_, let range, let isASCII):
      FieldSlice(offset: range.lowerBound, length: range.count, kind: .nested, isASCII: isASCII)
    case .leaf(let slice): slice
    }
  }

  func find(_ steps: ArraySlice<JSONPath.Step>, ignoringCase: Bool) -> FieldSlice {
    guard let step = steps.first else { return slice }
    if case .leaf(let slice) = self, slice.kind == .null { return FieldSlice(offset: 0, length: 0, kind: .null) }
    switch (step, self) {
    case (.member(let name), .object(let members, _, _)):
      let wanted = ignoringCase ? Self.folded(name) : name
      let member = members.last { member in
        guard let name = member.name else { return false }
        return Array((ignoringCase ? Self.folded(name) : name).utf8) == Array(wanted.utf8)
      }
      return member?.value.find(steps.dropFirst(), ignoringCase: ignoringCase) ?? .missing
    case (.member, _): return FieldSlice(offset: 0, length: 0, kind: .notAnObject)
    case (.element(let index), .array(let elements, _, _)) where index < elements.count:
      return elements[index].find(steps.dropFirst(), ignoringCase: ignoringCase)
    case (.element, _): return FieldSlice(offset: 0, length: 0, kind: .indexOutOfRange)
    }
  }

  private static func folded(_ name: String) -> String {
    String(decoding: name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  struct Parser {
    let bytes: [UInt8]
    var offset: Int
    var depth = 0

    init(bytes: [UInt8], offset: Int) {
      self.bytes = bytes
      self.offset = offset
    }

    mutating func parseRoot() throws(Fault) -> JSONTree {
      guard next == "{" || next == "[" else { throw Fault(text: "expected { or [ between records", offset: offset) }
      return try parseValue()
    }

    private var next: Character? { offset < bytes.count ? Character(UnicodeScalar(bytes[offset])) : nil }

    private mutating func skipWhiteSpace() {
      while offset < bytes.count, whiteSpace.contains(bytes[offset]) { offset += 1 }
    }

    private func fault(_ text: String) -> Fault {
      Fault(text: offset < bytes.count ? text : "the input ends inside a record", offset: offset)
    }

    private mutating func parseValue() throws(Fault) -> JSONTree {
      switch next {
      case "{", "[":
        if depth == 1024 { throw fault("nested deeper than 1024 levels") }
        depth += 1
        defer { depth -= 1 }
        return next == "{" ? try parseObject() : try parseArray()
      case "\"": return .leaf(try parseString())
      case "t": return try parseWord("true", .true)
      case "f": return try parseWord("false", .false)
      case "n": return try parseWord("null", .null)
      case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": return .leaf(try parseNumber())
      default: throw fault("expected a value")
      }
    }

    private mutating func parseObject() throws(Fault) -> JSONTree {
      let start = offset
      var members: [(String?, JSONTree)] = []
      repeat {
        offset += 1
        skipWhiteSpace()
        if next == "}", members.isEmpty { break }
        guard next == "\"" else { throw fault("expected a member name in double quotes") }
        let name = try parseString()
        skipWhiteSpace()
        guard next == ":" else { throw fault("expected : after a member name") }
        offset += 1
        skipWhiteSpace()
        members.append((decode(name), try parseValue()))
        skipWhiteSpace()
      } while next == ","
      guard next == "}" else { throw fault("expected , or } after a member") }
      offset += 1
      return .object(members, start..<offset, isASCII: bytes[start..<offset].allSatisfy { $0 < 128 })
    }

    private mutating func parseArray() throws(Fault) -> JSONTree {
      let start = offset
      var elements: [JSONTree] = []
      repeat {
        offset += 1
        skipWhiteSpace()
        if next == "]", elements.isEmpty { break }
        elements.append(try parseValue())
        skipWhiteSpace()
      } while next == ","
      guard next == "]" else { throw fault("expected , or ] after an element") }
      offset += 1
      return .array(elements, start..<offset, isASCII: bytes[start..<offset].allSatisfy { $0 < 128 })
    }

    private mutating func parseWord(_ word: String, _ kind: FieldSlice.Kind) throws(Fault) -> JSONTree {
      let start = offset
      let found = bytes[start...].prefix(word.utf8.count)
      guard word.utf8.starts(with: found) else { throw fault("expected true, false or null") }
      offset += found.count
      guard found.count == word.utf8.count else { throw fault("") }
      return .leaf(FieldSlice(offset: start, length: found.count, kind: kind))
    }

    private mutating func parseNumber() throws(Fault) -> FieldSlice {
      let start = offset
      var isPlain = true
      if next == "-" { offset += 1 }
      if next == "0" { offset += 1 } else { try parseDigits() }
      if next == "." {
        isPlain = false
        offset += 1
        try parseDigits()
      }
      if next == "e" || next == "E" {
        isPlain = false
        offset += 1
        if next == "+" || next == "-" { offset += 1 }
        try parseDigits()
      }
      if offset == bytes.count { throw fault("") }
      return FieldSlice(offset: start, length: offset - start, kind: .number, hasEscapes: !isPlain)
    }

    private mutating func parseDigits() throws(Fault) {
      guard let digit = next, "0"..."9" ~= digit else { throw fault("expected a digit in a number") }
      while let digit = next, "0"..."9" ~= digit { offset += 1 }
    }

    private mutating func parseString() throws(Fault) -> FieldSlice {
      let start = offset + 1
      var escapes = false
      offset += 1
      while next != "\"" {
        guard offset < bytes.count, bytes[offset] >= 0x20 else { throw fault("control character in a string") }
        offset += 1
        if bytes[offset - 1] == UInt8(ascii: "\\") {
          escapes = true
          try parseEscape()
        }
      }
      offset += 1
      let isASCII = bytes[start..<offset].allSatisfy { $0 < 128 }
      return FieldSlice(
        offset: start, length: offset - 1 - start, kind: .string, hasEscapes: escapes, isASCII: isASCII)
    }

    private mutating func parseEscape() throws(Fault) {
      guard let letter = next, "\"\\/bfnrtu".contains(letter) else { throw fault("unknown escape in a string") }
      offset += 1
      if letter != "u" { return }
      for _ in 0..<4 {
        guard let digit = next, "0123456789abcdefABCDEF".contains(digit) else {
          throw fault("expected four hexadecimal digits after \\u")
        }
        offset += 1
      }
    }

    /// nil for what no name in a mapping can be: a lone surrogate, or bytes that are no UTF-8.
    private func decode(_ name: FieldSlice) -> String? {
      let raw = bytes[name.offset..<name.offset + name.length]
      let document = try? JSONDocument(parsing: [0x22] + raw + [0x22])
      return document?.text
    }
  }
}
