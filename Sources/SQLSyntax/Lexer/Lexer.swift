/// Cuts SQL text into tokens. It keeps no position of its own: a token is a function of the offset where it is looked
/// for, so that looking ahead is asking again.
///
/// Redshift's rules where they differ from common habit: a quote needs no blank before it (`JSON's3://…'` is a word and
/// a string), `#` starts the name of a temporary table, `$` may stand inside a name, block comments nest, a backslash
/// in a plain string is an escape, as in PostgreSQL 8.0 (wire.md 6.6): `'it\'s'` is one string.
struct Lexer: Sendable {
  let bytes: [UInt8]
  /// Reserved words, in capitals, that are plain names in this text: PL/pgSQL's variables.
  var plainNames: Set<String> = []
  private let keywords = KeywordTable.shared

  init(_ text: String) { self.init(Array(text.utf8)) }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The byte at an offset; 0 beyond the end.
  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// The token that starts at or after the offset, past blanks and comments.
  func token(at offset: Int) -> Token {
    let start = skipBlanks(offset)
    guard start < bytes.count else { return Token(.end, bytes.count, bytes.count) }
    let first = bytes[start]
    if first.startsIdentifier { return word(start) }
    if first.isDigit { return number(start) }
    switch first {
    case UInt8(ascii: "'"): return string(start, quote: start, as: .string)
    case UInt8(ascii: "\""): return quotedIdentifier(start)
    case UInt8(ascii: ","): return Token(.comma, start, start + 1)
    case UInt8(ascii: "("): return Token(.leftParenthesis, start, start + 1)
    case UInt8(ascii: ")"): return Token(.rightParenthesis, start, start + 1)
    case UInt8(ascii: "."): return point(start)
    case UInt8(ascii: ";"): return Token(.semicolon, start, start + 1)
    case UInt8(ascii: "["): return Token(.leftBracket, start, start + 1)
    case UInt8(ascii: "]"): return Token(.rightBracket, start, start + 1)
    case UInt8(ascii: "$"): return dollar(start)
    case UInt8(ascii: "#") where byte(start + 1).startsIdentifier: return word(start)
    case UInt8(ascii: "/") where byte(start + 1) == UInt8(ascii: "*"):
      return Token(.unterminatedComment, start, bytes.count)
    default: return symbol(start)
    }
  }

  private func point(_ start: Int) -> Token {
    if byte(start + 1).isDigit { return number(start) }
    return byte(start + 1) == UInt8(ascii: ".") ? Token(.range, start, start + 2) : Token(.dot, start, start + 1)
  }

  /// Stops at an unterminated comment.
  func skipBlanks(_ offset: Int) -> Int {
    var index = offset
    while index < bytes.count {
      let next = bytes[index]
      if next.isBlank {
        index += 1
      } else if next == UInt8(ascii: "-"), byte(index + 1) == next {
        index = lineEnd(index)
      } else if next == UInt8(ascii: "/"), byte(index + 1) == UInt8(ascii: "*"), let end = commentEnd(index) {
        index = end
      } else {
        break
      }
    }
    return index
  }

  private func lineEnd(_ offset: Int) -> Int {
    var index = offset
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return index
  }

  private func commentEnd(_ offset: Int) -> Int? {
    var index = offset + 2
    var depth = 1
    while index + 1 < bytes.count {
      switch (bytes[index], bytes[index + 1]) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        depth += 1
        index += 2
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        index += 2
        if depth == 0 { return index }
      default: index += 1
      }
    }
    return nil
  }

  private func word(_ start: Int) -> Token {
    var end = start + 1
    while end < bytes.count, bytes[end].continuesIdentifier { end += 1 }
    if end == start + 1, byte(end) == UInt8(ascii: "'"), let prefixed = prefixedString(start) { return prefixed }
    var token = Token(.word, start, end)
    let (keyword, isReserved) = keywords.find(bytes, start, end)
    if isReserved, !plainNames.isEmpty, plainNames.contains(source(start, end).uppercased()) { return token }
    (token.keyword, token.isReserved) = (keyword, isReserved)
    return token
  }

  private func prefixedString(_ start: Int) -> Token? {
    switch bytes[start].foldedASCII {
    case UInt8(ascii: "e"): return string(start, quote: start + 1, as: .escapeString)
    case UInt8(ascii: "n"): return string(start, quote: start + 1, as: .string)
    case UInt8(ascii: "b"), UInt8(ascii: "x"):
      return string(start, quote: start + 1, as: .bitString)
    default: return nil
    }
  }
}
