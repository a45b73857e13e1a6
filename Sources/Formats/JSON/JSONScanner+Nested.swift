extension JSONScanner {
  /// One bit a level: set in an object, clear in an array.
  private struct Levels {
    private var bits = [16 of UInt64](repeating: 0)
    private(set) var depth = 0

    var isEmpty: Bool { depth == 0 }
    var isObject: Bool { bits[(depth &- 1) >> 6] & 1 << UInt64((depth &- 1) & 63) != 0 }

    mutating func push(isObject: Bool) {
      let bit: UInt64 = 1 << UInt64(depth & 63)
      bits[depth >> 6] = isObject ? bits[depth >> 6] | bit : bits[depth >> 6] & ~bit
      depth &+= 1
    }

    mutating func pop() { depth &-= 1 }
  }

  /// The object or array that opens at `start`, below `depth` levels already open.
  @inline(never)
  mutating func scanNested(_ start: Int, depth: Int) -> Found {
    var levels = Levels()
    var isASCII = true
    var offset = start
    repeat {
      // A value begins at `offset`: walk in until one ends.
      guard offset < cursor.limit else { return Found(.missing, 0, 0, next: fail(.end, at: offset)) }
      let byte = cursor.byte(offset)
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        guard depth &+ levels.depth < Self.depthLimit else {
          return Found(.missing, 0, 0, next: fail(.tooDeep, at: offset))
        }
        levels.push(isObject: byte == UInt8(ascii: "{"))
        offset = skipWhiteSpace(offset &+ 1)
        if offset < cursor.limit, cursor.byte(offset) == byte &+ 2 {
          levels.pop()
          offset &+= 1
        } else {
          if byte == UInt8(ascii: "{") { offset = scanName(offset, isASCII: &isASCII) }
          if offset < 0 { return .fault }
          continue
        }
      } else {
        offset = scanLeaf(offset, isASCII: &isASCII)
        if offset < 0 { return .fault }
      }
      offset = closeLevels(offset, &levels, isASCII: &isASCII)
      if offset < 0 { return .fault }
    } while !levels.isEmpty
    return Found(.nested, start, offset, isASCII: isASCII, next: offset)
  }

  /// A value that is neither object nor array, so that `scanValue` does not come back here: the offset behind it.
  private mutating func scanLeaf(_ start: Int, isASCII: inout Bool) -> Int {
    let found = scanValue(start, depth: 0)
    if found.end >= 0, !found.slice.isASCII { isASCII = false }
    return found.end
  }

  /// Behind a value: closes what closes, and goes to the next value or past the end of the outermost level.
  private mutating func closeLevels(_ start: Int, _ levels: inout Levels, isASCII: inout Bool) -> Int {
    var offset = start
    while !levels.isEmpty {
      offset = skipWhiteSpace(offset)
      guard offset < cursor.limit else { return fail(.end, at: offset) }
      let byte = cursor.byte(offset)
      if byte == UInt8(ascii: ",") {
        offset = skipWhiteSpace(offset &+ 1)
        return levels.isObject ? scanName(offset, isASCII: &isASCII) : offset
      }
      guard byte == (levels.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        return fail(levels.isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket, at: offset)
      }
      levels.pop()
      offset &+= 1
    }
    return offset
  }

  /// A member's name and colon at `start`: the offset of its value.
  private mutating func scanName(_ start: Int, isASCII: inout Bool) -> Int {
    let name = scanMemberName(start)
    if name.end >= 0, !name.slice.isASCII { isASCII = false }
    return name.end
  }

  /// A member's name and colon, with the white space around: `end` is where its value begins.
  mutating func scanMemberName(_ start: Int) -> Found {
    guard start < cursor.limit, cursor.byte(start) == UInt8(ascii: "\"") else {
      return Found(.missing, 0, 0, next: fail(.expectedName, at: start))
    }
    var name = scanString(start &+ 1)
    if name.end < 0 { return name }
    let colon = skipWhiteSpace(name.end)
    guard colon < cursor.limit, cursor.byte(colon) == UInt8(ascii: ":") else {
      return Found(.missing, 0, 0, next: fail(.expectedColon, at: colon))
    }
    name.end = skipWhiteSpace(colon &+ 1)
    return name
  }
}
