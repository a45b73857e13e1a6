/// Makes the one form of a JSON text that SUPER values have: no white space between its parts, no escapes that need not
/// be, no member twice.
///
/// `\u00e9` becomes é and `\/` a slash; numbers stay as they are written.
package struct JSONNormalizer {
  package enum Fault: Error, Hashable, Sendable {
    case notJSON
    /// Its name, escapes standing.
    case duplicateMember([UInt8])
    case stringTooLong
    case tooDeep
  }

  /// Of two members of one name the later stays; else that is a fault.
  private let keepsLast: Bool
  /// Bytes of a string; longer ones are cut, or a fault.
  private let longestString: Int
  private let cutsStrings: Bool
  private let depthLimit: Int
  private let reader = JSONTextReader()

  package init(keepsLast: Bool, longestString: Int, cutsStrings: Bool, depthLimit: Int) {
    self.keepsLast = keepsLast
    self.longestString = longestString
    self.cutsStrings = cutsStrings
    self.depthLimit = depthLimit
  }

  /// Appends the normal form of `text`.
  package func append(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) throws(Fault) {
    reader.load(text)
    guard let value = reader.checkedValue() else { throw .notJSON }
    try append(value, depth: 1, to: &output)
  }

  private func append(_ value: FieldSlice, depth: Int, to output: inout [UInt8]) throws(Fault) {
    switch value.kind {
    case .string: try appendString(value, to: &output)
    case .nested:
      guard depth <= depthLimit else { throw .tooDeep }
      try reader.isArray(value)
        ? appendArray(value, depth: depth, to: &output) : appendObject(value, depth: depth, to: &output)
    default: output += reader.json(of: value)
    }
  }

  private func appendArray(_ array: FieldSlice, depth: Int, to output: inout [UInt8]) throws(Fault) {
    output.append(UInt8(ascii: "["))
    var elements: [FieldSlice] = []
    reader.forEachElement(of: array) {
      elements.append($0)
      return true
    }
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      try append(element, depth: depth + 1, to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  private func appendObject(_ object: FieldSlice, depth: Int, to output: inout [UInt8]) throws(Fault) {
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    for member in try members(of: object) {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      try appendString(member.name, to: &output)
      output.append(UInt8(ascii: ":"))
      try append(member.value, depth: depth + 1, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  /// The members that count, in their order.
  private func members(of object: FieldSlice) throws(Fault) -> [(name: FieldSlice, value: FieldSlice)] {
    var members: [(name: FieldSlice, value: FieldSlice)] = []
    reader.forEachMember(of: object) {
      members.append(($0, $1))
      return true
    }
    var kept = [Bool](repeating: true, count: members.count)
    var places: [[UInt8]: Int] = [:]
    for index in members.indices {
      let name = members[index].name
      let isNew: Bool
      if members.count <= 8, !members.contains(where: \.name.hasEscapes) {
        isNew = !members[..<index].contains { reader.json(of: $0.name).elementsEqual(reader.json(of: name)) }
        if !isNew, keepsLast {
          for earlier in 0..<index
          where reader.json(of: members[earlier].name).elementsEqual(reader.json(of: name)) { kept[earlier] = false }
        }
      } else {
        guard let text = try? reader.text(of: name) else { throw .notJSON }
        let earlier = places.updateValue(index, forKey: Array(text))
        isNew = earlier == nil
        if let earlier, keepsLast { kept[earlier] = false }
      }
      guard isNew || keepsLast else { throw .duplicateMember(Array(reader.json(of: name))) }
    }
    return members.indices.filter { kept[$0] }.map { members[$0] }
  }

  private func appendString(_ string: FieldSlice, to output: inout [UInt8]) throws(Fault) {
    guard string.hasEscapes || string.length > longestString else {
      output += reader.json(of: string)
      return
    }
    guard var text = try? reader.text(of: string) else { throw .notJSON }
    if text.count > longestString {
      guard cutsStrings else { throw .stringTooLong }
      var end = longestString
      while end > 0, text[end] & 0xc0 == 0x80 { end -= 1 }
      text = UnsafeRawBufferPointer(rebasing: text[..<end])
    }
    JSONText.appendQuoted(text, to: &output)
  }
}

extension JSONText {
  /// Appends a text as a JSON string, quotes included.
  package static func appendQuoted(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    output += JSONFieldWriter.quoted(text)
  }
}
