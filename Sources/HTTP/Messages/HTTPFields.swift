/// The header lines of a request or response, in their order; names match whatever their case (RFC 9110, 5.1).
package struct HTTPFields: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  package struct Field: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package private(set) var fields: [Field] = []

  package init() {}

  package init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field($0, $1) }
  }

  package mutating func add(_ name: String, _ value: String) { fields.append(Field(name, value)) }

  /// The first value of that name. Setting replaces all of them; nil removes them.
  package subscript(name: String) -> String? {
    get { fields.first { Self.isSame($0.name, name) }?.value }
    set {
      fields.removeAll { Self.isSame($0.name, name) }
      if let newValue { add(name, newValue) }
    }
  }

  /// Adds one line as it stands on the wire, with or without its line end; says whether it was a field.
  ///
  /// `ETag: "abc"` is one; status lines and the empty line at the end are not.
  @discardableResult
  package mutating func add(line: some BidirectionalCollection<UInt8>) -> Bool {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon != line.startIndex else { return false }
    let name = line[..<colon]
    guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return false }
    let value = Self.trimmed(line[line.index(after: colon)...])
    add(String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
    return true
  }

  static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
    let rest = bytes.drop { $0 <= 0x20 }
    guard let last = rest.lastIndex(where: { $0 > 0x20 }) else { return rest }
    return rest[...last]
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).allSatisfy { lowered($0) == lowered($1) }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}
