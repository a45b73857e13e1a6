extension JSONText {
  /// Whether the text is one JSON value with nothing but white space around it. `scratch` is for a copy that ends in
  /// white space, without which a number would not end.
  package static func isValue(_ text: UnsafeRawBufferPointer, _ scratch: InputBuffer) -> Bool {
    scratch.count = 0
    scratch.append(text)
    withUnsafeBytes(of: UInt8(0x0a)) { scratch.append($0) }
    guard let cursor = JSONCursor(scratch.bytes) else { return false }
    var scanner = JSONScanner(cursor)
    let found = scanner.scanValue(scanner.skipWhiteSpace(0), depth: 0)
    return found.end >= 0 && scanner.skipWhiteSpace(found.end) == scratch.count
  }

  /// The bytes of the longest string in a value that the scanner has passed, names of members among them, and its
  /// levels of arrays and objects. Errors: a surrogate without its pair in any string.
  package static func extent(
    of text: UnsafeRawBufferPointer
  ) throws(LoneSurrogate) -> (longestString: Int, depth: Int) {
    var (longest, deepest, depth) = (0, 0, 0)
    var place = 0
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "\""):
        let (start, end) = (place + 1, stringEnd(text, from: place + 1))
        longest = max(longest, try stringLength(UnsafeRawBufferPointer(rebasing: text[start..<end])))
        place = end
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      place += 1
    }
    return (longest, deepest)
  }

  /// The place of the quote that closes a string.
  private static func stringEnd(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var place = start
    while place < text.count, text[place] != UInt8(ascii: "\"") {
      place += text[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place, text.count)
  }

  /// The bytes of a string whose quotes are off and whose escapes stand. Errors: a surrogate without its pair.
  package static func stringLength(_ string: UnsafeRawBufferPointer) throws(LoneSurrogate) -> Int {
    guard string.contains(UInt8(ascii: "\\")) else { return string.count }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: string.count, alignment: 1)
    defer { room.deallocate() }
    return try unescape(string, into: room)
  }
}
