/// A small JSON text as a tree: jsonpaths files and manifests. Data is never read this way (`JSONRecordMapper` is).
package indirect enum JSONDocument: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// The literal as written.
  case number(String)
  case string(String)
  case array([JSONDocument])
  /// Members in their order; duplicate names stay.
  case object([Member])

  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: JSONDocument

    package init(_ name: String, _ value: JSONDocument) {
      self.name = name
      self.value = value
    }
  }

  /// Reads the one value that `bytes` hold between white space, strictly by RFC 8259 and in valid UTF-8.
  ///
  /// A UTF-8 byte order mark in front is skipped. Errors: `JSONSyntaxError`, where and why it is no such value.
  package init(parsing bytes: some Sequence<UInt8>) throws(JSONSyntaxError) {
    var parser = JSONDocumentParser(Array(bytes))
    self = try parser.parseWhole()
  }

  /// The last member of that name.
  package subscript(name: String) -> JSONDocument? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// A number's literal as written.
  package var number: String? {
    guard case .number(let literal) = self else { return nil }
    return literal
  }

  package var elements: [JSONDocument]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }
}

/// Where and why a text is not JSON.
package struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  package var reason: String
  /// Bytes before the fault.
  package var offset: Int
  /// 1-based, like `column`, which counts bytes.
  package var line: Int
  package var column: Int

  init(_ reason: String, at offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    self.reason = reason
    self.offset = offset
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    column = 1 + before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
  }

  package var description: String { "\(reason) at line \(line), byte \(column)" }
}
