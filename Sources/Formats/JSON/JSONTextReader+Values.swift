/// Navigation within a text that is known to be JSON, as a SUPER value is: by slices, which are not checked again.
extension JSONTextReader {
  /// Takes a text that is one JSON value without white space around it, and gives that value.
  package func loadValue(_ text: UnsafeRawBufferPointer) -> FieldSlice {
    load(text)
    guard let first = text.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return scan(0) { $0.scanValue($1, depth: 0).slice }
    }
    return FieldSlice(offset: 0, length: text.count, kind: .nested)
  }

  /// The value that the whole text is, between white space; nil where it is no JSON.
  package func checkedValue() -> FieldSlice? {
    guard var scanner else { return nil }
    let start = scanner.skipWhiteSpace(0)
    guard start < scanner.cursor.limit else { return nil }
    let found = scanner.scanValue(start, depth: 0)
    return found.end >= 0 && scanner.skipWhiteSpace(found.end) == window.count ? found.slice : nil
  }

  /// The bytes of a value as JSON: strings with their quotes.
  package func json(of value: FieldSlice) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: window.bytes[value.jsonRange])
  }

  package func isObject(_ value: FieldSlice) -> Bool {
    value.kind == .nested && window.bytes[value.offset] == UInt8(ascii: "{")
  }

  package func isArray(_ value: FieldSlice) -> Bool {
    value.kind == .nested && window.bytes[value.offset] == UInt8(ascii: "[")
  }

  /// The member called `names[index]`; nil where the value is no object or has none.
  package func member(of value: FieldSlice, _ names: JSONMemberNames, _ index: Int) -> FieldSlice? {
    var found: FieldSlice?
    forEachMember(of: value) { name, member in
      guard (try? names.isEqual(index, text(of: name))) == true else { return true }
      found = member
      return false
    }
    return found
  }

  /// The element at `index`, from 0; nil where the value is no array or has none.
  package func element(of value: FieldSlice, at index: Int) -> FieldSlice? {
    var (found, left): (FieldSlice?, Int) = (nil, index)
    guard index >= 0 else { return nil }
    forEachElement(of: value) { element in
      if left == 0 { found = element }
      left -= 1
      return left >= 0
    }
    return found
  }

  /// Elements of an array, members of an object; nil for what is neither.
  package func count(of value: FieldSlice) -> Int? {
    var count = 0
    if isArray(value) {
      forEachElement(of: value) { _ in
        count += 1
        return true
      }
      return count
    }
    guard isObject(value) else { return nil }
    forEachMember(of: value) { _, _ in
      count += 1
      return true
    }
    return count
  }

  /// Each element, in order, until `body` says false; none of what is no array.
  package func forEachElement(of value: FieldSlice, _ body: (FieldSlice) throws -> Bool) rethrows {
    guard isArray(value), var scanner else { return }
    var offset = scanner.skipWhiteSpace(value.offset + 1)
    while scanner.cursor.byte(offset) != UInt8(ascii: "]") {
      let element = scanner.scanValue(offset, depth: 0)
      guard element.end >= 0, try body(element.slice) else { return }
      offset = Self.next(&scanner, element.end)
    }
  }

  /// Each member's name, quotes off and escapes standing, and its value, until `body` says false; none of what is no
  /// object.
  package func forEachMember(of value: FieldSlice, _ body: (FieldSlice, FieldSlice) throws -> Bool) rethrows {
    guard isObject(value), var scanner else { return }
    var offset = scanner.skipWhiteSpace(value.offset + 1)
    while scanner.cursor.byte(offset) != UInt8(ascii: "}") {
      let name = scanner.scanMemberName(offset)
      guard name.end >= 0 else { return }
      let member = scanner.scanValue(name.end, depth: 0)
      guard member.end >= 0, try body(name.slice, member.slice) else { return }
      offset = Self.next(&scanner, member.end)
    }
  }

  /// Behind a value: the next one, or what closes.
  private static func next(_ scanner: inout JSONScanner, _ end: Int) -> Int {
    let offset = scanner.skipWhiteSpace(end)
    return scanner.cursor.byte(offset) == UInt8(ascii: ",") ? scanner.skipWhiteSpace(offset + 1) : offset
  }

  private func scan(_ start: Int, _ body: (inout JSONScanner, Int) -> FieldSlice) -> FieldSlice {
    guard var scanner else { return .missing }
    return body(&scanner, start)
  }
}

extension FieldSlice {
  /// Where a JSON value lies, a string's quotes included.
  package var jsonRange: Range<Int> {
    kind == .string ? offset - 1..<offset + length + 1 : offset..<offset + length
  }
}
