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

  /// The same with the letters as they are.
  func written(_ token: Token) -> String {
    guard token.kind == .word else { return name(token, keepsQuotedCase: true) }
    return String(decoding: bytes[token.start..<token.end], as: UTF8.self)
  }

  /// A string literal's value, escapes resolved; nil where they make what is no text: bytes that are no UTF-8, or NUL.
  func string(_ token: Token) -> String? {
    if token.kind == .dollarString { return dollarText(token) }
    let inner = quotedText(token)
    guard inner.contains(where: { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\\") }) else {
      return String(decoding: inner, as: UTF8.self)
    }
    let value = unescape(inner, isExtended: token.kind == .escapeString)
    return value.contains(0) ? nil : String(validating: value, as: UTF8.self)
  }

  /// The same as COPY and UNLOAD read their options: backslashes stay for the option to make sense of (copy.md 1.1).
  func optionString(_ token: Token) -> String? {
    guard token.kind == .string else { return string(token) }
    var value: [UInt8] = []
    var rest = quotedText(token)
    while let next = rest.popFirst() {
      // Half of a doubled quote, and a backslash that only keeps the quote behind it from ending the text.
      if next == UInt8(ascii: "'") || next == UInt8(ascii: "\\") && rest.first == UInt8(ascii: "'") {
        value.append(UInt8(ascii: "'"))
        rest = rest.dropFirst()
      } else if next == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
        value += [next, escaped]
      } else {
        value.append(next)
      }
    }
    return String(decoding: value, as: UTF8.self)
  }

  private func dollarText(_ token: Token) -> String {
    let tag = bytes[(token.start + 1)...].firstIndex(of: UInt8(ascii: "$")) ?? token.start
    return source(tag + 1, token.end - (tag - token.start) - 1)
  }

  /// What stands between the quotes, behind the letter that `E'…'` and `N'…'` begin with.
  private func quotedText(_ token: Token) -> ArraySlice<UInt8> {
    let open = bytes[token.start] == UInt8(ascii: "'") ? token.start : token.start + 1
    return bytes[(open + 1)..<(token.end - 1)]
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
