/// What tokens say, as strings.
extension Lexer {
  /// The longest name; what is beyond is cut off (copy.md part 10).
  static let longestName = 127

  /// The token as it stands in the text.
  func source(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

  /// The name a word or a quoted identifier means: folded unless quoted in a case-sensitive session, and cut to length.
  func name(_ token: Token, keepsQuotedCase: Bool) -> String {
    guard token.kind == .quotedIdentifier else { return folded(bytes[token.start..<token.end]) }
    let inner = bytes[(token.start + 1)..<(token.end - 1)]
    guard inner.contains(UInt8(ascii: "\"")) else { return keepsQuotedCase ? cut(inner) : folded(inner) }
    let undoubled = undouble(inner, UInt8(ascii: "\""))
    return keepsQuotedCase ? cut(undoubled[...]) : folded(undoubled[...])
  }

  /// A string literal's value, escapes resolved.
  func string(_ token: Token) -> String {
    switch token.kind {
    case .dollarString:
      let tag = bytes[(token.start + 1)...].firstIndex(of: UInt8(ascii: "$")) ?? token.start
      return source(tag + 1, token.end - (tag - token.start) - 1)
    case .escapeString: return unescape(bytes[(token.start + 2)..<(token.end - 1)])
    default:
      let open = bytes[token.start] == UInt8(ascii: "'") ? token.start : token.start + 1
      let inner = bytes[(open + 1)..<(token.end - 1)]
      guard inner.contains(UInt8(ascii: "'")) else { return String(decoding: inner, as: UTF8.self) }
      return String(decoding: undouble(inner, UInt8(ascii: "'")), as: UTF8.self)
    }
  }

  private func folded(_ slice: ArraySlice<UInt8>) -> String {
    guard slice.contains(where: { $0 != $0.foldedASCII }) else { return cut(slice) }
    return cut(slice.map(\.foldedASCII)[...])
  }

  private func cut(_ slice: ArraySlice<UInt8>) -> String {
    guard slice.count > Self.longestName else { return String(decoding: slice, as: UTF8.self) }
    var end = slice.startIndex + Self.longestName
    while end > slice.startIndex, !slice[end].startsCharacter { end -= 1 }
    return String(decoding: slice[..<end], as: UTF8.self)
  }

  private func undouble(_ slice: ArraySlice<UInt8>, _ quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(slice.count)
    var index = slice.startIndex
    while index < slice.endIndex {
      result.append(slice[index])
      index += slice[index] == quote ? 2 : 1
    }
    return result
  }
}
