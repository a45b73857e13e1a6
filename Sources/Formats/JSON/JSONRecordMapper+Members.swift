extension JSONRecordMapper {
  /// Walks the object of `node` that opens at `start`: the offset behind its brace, or a negative number.
  ///
  /// Columns below `node` hold what a missing member gives them; members found overwrite it, so that the last of two
  /// members of one name wins. Predicted members take the short way (`JSONKeyTable+Prediction.swift`).
  mutating func mapObject(
    _ node: Int, _ start: Int, depth: Int, _ scanner: inout JSONScanner, _ writer: inout RecordWriter
  ) -> Int {
    let brace = keys.runs[node].first
    let row = writer.row
    var step = MemberStep(entry: brace, offset: start)
    while true {
      let isFirst = step.entry == brace
      step = keys.walk(step, isFirst: isFirst, &scanner, row)
      if step.isEnd { return step.offset }
      if !step.isAtValue {
        let isFirst = step.entry == brace
        (step.entry, step.offset) = findMember(node, step.entry, step.offset, isFirst: isFirst, &scanner)
        if step.entry < 0 { return step.offset }
      }
      step.offset = mapMember(step.entry, step.offset, depth: depth, &scanner, &writer)
      if step.offset < 0 { return step.offset }
    }
  }

  /// Walks the value at `start` of the member of `entry`: the offset behind it, or a negative number.
  private mutating func mapMember(
    _ entry: Int, _ start: Int, depth: Int, _ scanner: inout JSONScanner, _ writer: inout RecordWriter
  ) -> Int {
    guard start < scanner.cursor.limit else { return scanner.fail(.end, at: start) }
    let target = Int(keys.entries[entry].target)
    guard target >= JSONKeyTable.Target.unwanted else {
      let value = scanner.skipWhiteSpace(start)
      return mapNode(JSONKeyTable.Target.node(of: target), value, depth: depth, &scanner, &writer)
    }
    var found = scanner.scanValue(start, depth: depth)
    if found.end < 0 { found = scanBehindWhiteSpace(start, depth: depth, &scanner) }
    if target >= 0 { writer.set(target, found.slice) }
    return found.end
  }

  /// A prediction may hold less white space than stands before this value: only then `start` is not where it begins.
  @inline(never)
  private func scanBehindWhiteSpace(_ start: Int, depth: Int, _ scanner: inout JSONScanner) -> JSONScanner.Found {
    let value = scanner.skipWhiteSpace(start)
    guard value > start else { return .fault }
    guard value < scanner.cursor.limit else { return .init(.missing, 0, 0, next: scanner.fail(.end, at: value)) }
    return scanner.scanValue(value, depth: depth)
  }

  /// The general way to the next member: separator, name and colon from `start` on.
  ///
  /// Gives the member's entry and the offset of its value; a negative entry and the offset behind the object where it
  /// ends; both negative where there is a fault.
  @inline(never)
  private mutating func findMember(
    _ node: Int, _ previous: Int, _ start: Int, isFirst: Bool, _ scanner: inout JSONScanner
  ) -> (entry: Int, offset: Int) {
    var offset = isFirst ? start &+ 1 : scanner.skipWhiteSpace(start)
    if isFirst { offset = scanner.skipWhiteSpace(offset) }
    guard offset < scanner.cursor.limit else { return (-1, scanner.fail(.end, at: offset)) }
    if scanner.cursor.byte(offset) == UInt8(ascii: "}") { return (-1, offset &+ 1) }
    if !isFirst {
      let skipped = keys.skipAhead(Int(keys.entries[previous].next), scanner.cursor, start)
      if skipped >= 0 { return (skipped, start &+ Int(keys.entries[skipped].length)) }
      guard scanner.cursor.byte(offset) == UInt8(ascii: ",") else {
        return (-1, scanner.fail(.expectedCommaOrBrace, at: offset))
      }
      offset = scanner.skipWhiteSpace(offset &+ 1)
    }
    let name = scanner.scanMemberName(offset)
    guard name.end >= 0 else { return (-1, -1) }
    return (identify(name.slice, node, previous, start..<name.end, isFirst: isFirst, scanner.cursor), name.end)
  }

  /// The entry of a member by its name; `pattern` is what led to its value.
  private mutating func identify(
    _ slice: FieldSlice, _ node: Int, _ previous: Int, _ pattern: Range<Int>, isFirst: Bool,
    _ cursor: JSONCursor
  ) -> Int {
    let raw = cursor.bytes(slice.offset..<slice.offset + slice.length)
    guard slice.hasEscapes else {
      let hash = keys.hash(raw)
      let entry = keys.find(raw, hash: hash, in: node)
      keys.learn(previous, entry, pattern, hash: hash, isFirst: isFirst, cursor)
      return entry
    }
    name = Array(repeating: 0, count: raw.count)
    let count = name.withUnsafeMutableBytes { try? JSONText.unescape(raw, into: $0) }
    guard let count else { return keys.runs[node].shared }
    return name.withUnsafeBytes { name in
      let plain = UnsafeRawBufferPointer(rebasing: name[0..<count])
      return keys.find(plain, hash: keys.hash(plain), in: node)
    }
  }
}
