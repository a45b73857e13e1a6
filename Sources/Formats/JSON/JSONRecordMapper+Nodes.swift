extension JSONRecordMapper {
  /// Walks the value at `start` that `node` of the path tree stands for: the offset behind it, or a negative number.
  ///
  /// Sets every column at or below the node anew, because an earlier member of the same name may have set them
  /// (copy.md 2.4: a missing member is NULL, an index outside an array and a member of no object are errors; a path
  /// through null is NULL).
  @inline(never)
  mutating func mapNode(
    _ node: Int, _ start: Int, depth: Int, _ scanner: inout JSONScanner, _ writer: inout RecordWriter
  ) -> Int {
    guard start < scanner.cursor.limit else { return scanner.fail(.end, at: start) }
    var found: JSONScanner.Found
    switch scanner.cursor.byte(start) {
    case UInt8(ascii: "{"):
      setBelow(node, members: .missing, elements: .indexOutOfRange, &writer)
      found = mapNestedObject(node, start, depth: depth, &scanner, &writer)
    case UInt8(ascii: "["):
      setBelow(node, members: .notAnObject, elements: .indexOutOfRange, &writer)
      found = mapArray(node, start, depth: depth, &scanner, &writer)
    case UInt8(ascii: "n"):
      setBelow(node, members: .null, elements: .null, &writer)
      found = scanner.scanValue(start, depth: depth)
    default:
      setBelow(node, members: .notAnObject, elements: .indexOutOfRange, &writer)
      found = scanner.scanValue(start, depth: depth)
    }
    for column in tree.nodes[node].columns { writer.set(column, found.slice) }
    return found.end
  }

  private func setBelow(
    _ node: Int, members: FieldSlice.Kind, elements: FieldSlice.Kind, _ writer: inout RecordWriter
  ) {
    let (member, element) = (FieldSlice.empty(members), FieldSlice.empty(elements))
    for column in tree.nodes[node].memberColumns { writer.set(column, member) }
    for column in tree.nodes[node].elementColumns { writer.set(column, element) }
  }

  private mutating func mapNestedObject(
    _ node: Int, _ start: Int, depth: Int, _ scanner: inout JSONScanner, _ writer: inout RecordWriter
  ) -> JSONScanner.Found {
    if tree.nodes[node].members.isEmpty { return scanner.scanNested(start, depth: depth) }
    guard depth < JSONScanner.depthLimit else { return .init(.missing, 0, 0, next: scanner.fail(.tooDeep, at: start)) }
    let end = mapObject(node, start, depth: depth + 1, &scanner, &writer)
    return nested(node, start, end, scanner.cursor)
  }

  private mutating func mapArray(
    _ node: Int, _ start: Int, depth: Int, _ scanner: inout JSONScanner, _ writer: inout RecordWriter
  ) -> JSONScanner.Found {
    if tree.nodes[node].elements.isEmpty { return scanner.scanNested(start, depth: depth) }
    guard depth < JSONScanner.depthLimit else { return .init(.missing, 0, 0, next: scanner.fail(.tooDeep, at: start)) }
    let end = mapElements(node, start, depth: depth + 1, &scanner, &writer)
    return nested(node, start, end, scanner.cursor)
  }

  private mutating func mapElements(
    _ node: Int, _ start: Int, depth: Int, _ scanner: inout JSONScanner, _ writer: inout RecordWriter
  ) -> Int {
    let close = UInt8(ascii: "]")
    var offset = scanner.skipWhiteSpace(start &+ 1)
    if offset < scanner.cursor.limit, scanner.cursor.byte(offset) == close { return offset &+ 1 }
    var index = 0
    while true {
      guard offset < scanner.cursor.limit else { return scanner.fail(.end, at: offset) }
      offset = mapElement(index, node, offset, depth: depth, &scanner, &writer)
      if offset < 0 { return offset }
      offset = scanner.skipWhiteSpace(offset)
      guard offset < scanner.cursor.limit else { return scanner.fail(.end, at: offset) }
      if scanner.cursor.byte(offset) == close { return offset &+ 1 }
      guard scanner.cursor.byte(offset) == UInt8(ascii: ",") else {
        return scanner.fail(.expectedCommaOrBracket, at: offset)
      }
      offset = scanner.skipWhiteSpace(offset &+ 1)
      index &+= 1
    }
  }

  private mutating func mapElement(
    _ index: Int, _ node: Int, _ start: Int, depth: Int, _ scanner: inout JSONScanner, _ writer: inout RecordWriter
  ) -> Int {
    if let child = tree.nodes[node].elements.first(where: { $0.index == index }) {
      return mapNode(child.node, start, depth: depth, &scanner, &writer)
    }
    return scanner.scanValue(start, depth: depth).end
  }

  /// An object or array walked by its parts, as the value of the columns that want it whole.
  private func nested(_ node: Int, _ start: Int, _ end: Int, _ cursor: JSONCursor) -> JSONScanner.Found {
    if end < 0 || tree.nodes[node].columns.isEmpty { return .init(.nested, start, start, next: end) }
    let isASCII = cursor.bytes(start..<end).allSatisfy { $0 < 0x80 }
    return .init(.nested, start, end, isASCII: isASCII, next: end)
  }
}

extension FieldSlice {
  /// A slice without bytes.
  static func empty(_ kind: Kind) -> FieldSlice { FieldSlice(offset: 0, length: 0, kind: kind) }
}
