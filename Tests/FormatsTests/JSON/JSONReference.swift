import Formats

/// The mapper's answer the slow, obvious way: one record after the other, each read into a tree by recursive descent,
/// each path looked up in the tree. No vectors, no predictions, no windows.
struct JSONReference {
  struct Record: Hashable {
    var start: Int
    var end: Int
    var fields: [FieldSlice]
  }

  private(set) var records: [Record] = []
  private(set) var failures: [RecordFailure] = []

  init(_ bytes: [UInt8], _ mapping: JSONMapping) {
    var place = 0
    while true {
      while place < bytes.count, JSONTree.whiteSpace.contains(bytes[place]) { place += 1 }
      if place == bytes.count { return }
      var parser = JSONTree.Parser(bytes: bytes, place: place)
      do throws(JSONTree.Fault) {
        let root = try parser.parseRoot()
        records.append(Record(start: place, end: parser.place, fields: Self.fields(root, mapping)))
        place = parser.place
      } catch {
        place = fail(bytes, place, error)
      }
    }
  }

  private mutating func fail(_ bytes: [UInt8], _ start: Int, _ fault: JSONTree.Fault) -> Int {
    let isJunk = fault.place == start
    let stop = bytes[fault.place...].firstIndex { $0 == 0x0a || isJunk && ($0 == 0x5b || $0 == 0x7b) }
    let end = stop.map { bytes[$0] == 0x0a ? $0 + 1 : $0 } ?? bytes.count
    var reason = "Invalid JSON: \(fault.text), "
    if fault.place < bytes.count {
      let digits = String(bytes[fault.place], radix: 16)
      reason += "found 0x\(digits.count == 1 ? "0" : "")\(digits) "
    }
    reason += "at location \(fault.place - start)"
    let failure = RecordFailure(
      recordsBefore: records.count, start: start, end: end, place: fault.place, code: 1216, reason: reason)
    failures.append(failure)
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
    var place: Int
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
    var place: Int
    var depth = 0

    init(bytes: [UInt8], place: Int) {
      self.bytes = bytes
      self.place = place
    }

    mutating func parseRoot() throws(Fault) -> JSONTree {
      guard next == "{" || next == "[" else { throw Fault(text: "expected { or [ between records", place: place) }
      return try parseValue()
    }

    private var next: Character? { place < bytes.count ? Character(UnicodeScalar(bytes[place])) : nil }

    private mutating func skipWhiteSpace() {
      while place < bytes.count, whiteSpace.contains(bytes[place]) { place += 1 }
    }

    private func fault(_ text: String) -> Fault {
      Fault(text: place < bytes.count ? text : "the input ends inside a record", place: place)
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
      let start = place
      var members: [(String?, JSONTree)] = []
      repeat {
        place += 1
        skipWhiteSpace()
        if next == "}", members.isEmpty { break }
        guard next == "\"" else { throw fault("expected a member name in double quotes") }
        let name = try parseString()
        skipWhiteSpace()
        guard next == ":" else { throw fault("expected : after a member name") }
        place += 1
        skipWhiteSpace()
        members.append((decode(name), try parseValue()))
        skipWhiteSpace()
      } while next == ","
      guard next == "}" else { throw fault("expected , or } after a member") }
      place += 1
      return .object(members, start..<place, isASCII: bytes[start..<place].allSatisfy { $0 < 128 })
    }

    private mutating func parseArray() throws(Fault) -> JSONTree {
      let start = place
      var elements: [JSONTree] = []
      repeat {
        place += 1
        skipWhiteSpace()
        if next == "]", elements.isEmpty { break }
        elements.append(try parseValue())
        skipWhiteSpace()
      } while next == ","
      guard next == "]" else { throw fault("expected , or ] after an element") }
      place += 1
      return .array(elements, start..<place, isASCII: bytes[start..<place].allSatisfy { $0 < 128 })
    }

    private mutating func parseWord(_ word: String, _ kind: FieldSlice.Kind) throws(Fault) -> JSONTree {
      let start = place
      let found = bytes[start...].prefix(word.utf8.count)
      guard word.utf8.starts(with: found) else { throw fault("expected true, false or null") }
      place += found.count
      guard found.count == word.utf8.count else { throw fault("") }
      return .leaf(FieldSlice(offset: start, length: found.count, kind: kind))
    }

    private mutating func parseNumber() throws(Fault) -> FieldSlice {
      let start = place
      var isPlain = true
      if next == "-" { place += 1 }
      if next == "0" { place += 1 } else { try parseDigits() }
      if next == "." {
        isPlain = false
        place += 1
        try parseDigits()
      }
      if next == "e" || next == "E" {
        isPlain = false
        place += 1
        if next == "+" || next == "-" { place += 1 }
        try parseDigits()
      }
      if place == bytes.count { throw fault("") }
      return FieldSlice(offset: start, length: place - start, kind: .number, hasEscapes: !isPlain)
    }

    private mutating func parseDigits() throws(Fault) {
      guard let digit = next, "0"..."9" ~= digit else { throw fault("expected a digit in a number") }
      while let digit = next, "0"..."9" ~= digit { place += 1 }
    }

    private mutating func parseString() throws(Fault) -> FieldSlice {
      let start = place + 1
      var escapes = false
      place += 1
      while next != "\"" {
        guard place < bytes.count, bytes[place] >= 0x20 else { throw fault("control character in a string") }
        place += 1
        if bytes[place - 1] == UInt8(ascii: "\\") {
          escapes = true
          try parseEscape()
        }
      }
      place += 1
      let isASCII = bytes[start..<place].allSatisfy { $0 < 128 }
      return FieldSlice(
        offset: start, length: place - 1 - start, kind: .string, hasEscapes: escapes, isASCII: isASCII)
    }

    private mutating func parseEscape() throws(Fault) {
      guard let letter = next, "\"\\/bfnrtu".contains(letter) else { throw fault("unknown escape in a string") }
      place += 1
      if letter != "u" { return }
      for _ in 0..<4 {
        guard let digit = next, "0123456789abcdefABCDEF".contains(digit) else {
          throw fault("expected four hexadecimal digits after \\u")
        }
        place += 1
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
