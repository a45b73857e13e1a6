extension Lexer {
  /// `1`, `1.`, `.5`, `1.5e-3`; `1..` is a number and a range's points
  func number(_ start: Int) -> Token {
    var kind = Token.Kind.integer
    var end = digits(start)
    if byte(end) == UInt8(ascii: "."), byte(end + 1) != UInt8(ascii: ".") {
      kind = .decimal
      end = digits(end + 1)
    }
    if byte(end).foldedASCII == UInt8(ascii: "e") {
      let sign = byte(end + 1) == UInt8(ascii: "+") || byte(end + 1) == UInt8(ascii: "-") ? 1 : 0
      if byte(end + 1 + sign).isDigit {
        kind = .float
        end = digits(end + 1 + sign)
      }
    }
    return Token(kind, start, end)
  }

  private func digits(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    return end
  }

  /// A string from its opening quote; a quote that is doubled or behind a backslash is part of it.
  func string(_ start: Int, quote: Int, as kind: Token.Kind) -> Token {
    var index = quote + 1
    while index < bytes.count {
      let next = bytes[index]
      if next == UInt8(ascii: "'") {
        guard byte(index + 1) == next else { return Token(kind, start, index + 1) }
        index += 2
      } else {
        index += next == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    return Token(.unterminatedString, start, bytes.count)
  }

  func quotedIdentifier(_ start: Int) -> Token {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "\"") {
        index += 1
      } else if byte(index + 1) == UInt8(ascii: "\"") {
        index += 2
      } else {
        return Token(index == start + 1 ? .emptyIdentifier : .quotedIdentifier, start, index + 1)
      }
    }
    return Token(.unterminatedIdentifier, start, bytes.count)
  }

  /// `$1`, `$$…$$`, `$tag$…$tag$`, or a dollar that means nothing.
  func dollar(_ start: Int) -> Token {
    if byte(start + 1).isDigit { return Token(.parameter, start, digits(start + 1)) }
    var open = start + 1
    while open < bytes.count, bytes[open].startsIdentifier || bytes[open].isDigit { open += 1 }
    guard byte(open) == UInt8(ascii: "$") else { return Token(.other, start, start + 1) }
    let tag = open - start
    var index = open + 1
    while index + tag < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), bytes[index...(index + tag)].elementsEqual(bytes[start...open]) {
        return Token(.dollarString, start, index + tag + 1)
      }
      index += 1
    }
    return Token(.unterminatedDollar, start, bytes.count)
  }
}
