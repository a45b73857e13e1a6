/// Walks over one object or array whose parts are looked at; what is nested in them is passed as `scanNested` does.
extension JSONScanner {
  /// The object that opens at `start`; `found` becomes the value that `names` from `level` on lead to.
  mutating func scanObject(
    _ start: Int, _ names: JSONMemberNames, _ level: Int, into found: inout FieldSlice, _ scratch: InputBuffer
  ) -> Int {
    var offset = skipWhiteSpace(start &+ 1)
    if offset < cursor.limit, cursor.byte(offset) == UInt8(ascii: "}") { return offset &+ 1 }
    while true {
      let name = scanMemberName(offset)
      guard name.end >= 0 else { return name.end }
      guard name.end < cursor.limit else { return fail(.end, at: name.end) }
      let end: Int
      if !isName(name.slice, names, level, scratch) {
        end = scanValue(name.end, depth: level &+ 1).end
      } else {
        found = .missing
        end = scanWanted(name.end, names, level &+ 1, into: &found, scratch)
      }
      guard end >= 0 else { return end }
      offset = skipWhiteSpace(end)
      guard offset < cursor.limit else { return fail(.end, at: offset) }
      if cursor.byte(offset) == UInt8(ascii: "}") { return offset &+ 1 }
      guard cursor.byte(offset) == UInt8(ascii: ",") else { return fail(.expectedCommaOrBrace, at: offset) }
      offset = skipWhiteSpace(offset &+ 1)
    }
  }

  /// The value of a wanted member: what is looked for, or an object on the way to it.
  private mutating func scanWanted(
    _ start: Int, _ names: JSONMemberNames, _ level: Int, into found: inout FieldSlice, _ scratch: InputBuffer
  ) -> Int {
    if level < names.count, cursor.byte(start) == UInt8(ascii: "{") {
      return scanObject(start, names, level, into: &found, scratch)
    }
    let value = scanValue(start, depth: level)
    if level == names.count { found = value.slice }
    return value.end
  }

  private func isName(_ name: FieldSlice, _ names: JSONMemberNames, _ level: Int, _ scratch: InputBuffer) -> Bool {
    let raw = cursor.bytes(name.offset..<name.offset &+ name.length)
    guard name.hasEscapes else { return names.isEqual(level, raw) }
    guard let text = try? scratch.unescaped(raw) else { return false }
    return names.isEqual(level, text)
  }

  /// The array that opens at `start`: `body` is told each element and its index; `count` becomes how many there are.
  @inline(__always)
  mutating func scanArray(_ start: Int, _ count: inout Int, _ body: (Int, FieldSlice) -> Void) -> Int {
    var offset = skipWhiteSpace(start &+ 1)
    if offset < cursor.limit, cursor.byte(offset) == UInt8(ascii: "]") { return offset &+ 1 }
    while true {
      guard offset < cursor.limit else { return fail(.end, at: offset) }
      let value = scanValue(offset, depth: 1)
      guard value.end >= 0 else { return value.end }
      body(count, value.slice)
      count &+= 1
      offset = skipWhiteSpace(value.end)
      guard offset < cursor.limit else { return fail(.end, at: offset) }
      if cursor.byte(offset) == UInt8(ascii: "]") { return offset &+ 1 }
      guard cursor.byte(offset) == UInt8(ascii: ",") else { return fail(.expectedCommaOrBracket, at: offset) }
      offset = skipWhiteSpace(offset &+ 1)
    }
  }
}
