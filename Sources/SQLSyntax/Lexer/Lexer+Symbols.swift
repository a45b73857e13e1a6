extension Lexer {
  /// An operator, the longest that matches; `->` and its kin become `.other`, which no rule takes.
  func symbol(_ start: Int) -> Token {
    let first = bytes[start]
    let second = byte(start + 1)
    switch first {
    case UInt8(ascii: "+"): return Token(.plus, start, start + 1)
    case UInt8(ascii: "-"): return second == UInt8(ascii: ">") ? arrow(start) : Token(.minus, start, start + 1)
    case UInt8(ascii: "*"): return Token(.star, start, start + 1)
    case UInt8(ascii: "/"): return Token(.slash, start, start + 1)
    case UInt8(ascii: "%"): return Token(.percent, start, start + 1)
    case UInt8(ascii: "^"): return Token(.caret, start, start + 1)
    case UInt8(ascii: "="): return Token(.equal, start, start + 1)
    case UInt8(ascii: "#"): return Token(.bitXor, start, start + 1)
    case UInt8(ascii: "&"): return Token(.bitAnd, start, start + 1)
    case UInt8(ascii: "@"): return Token(.at, start, start + 1)
    case UInt8(ascii: ":"):
      return second == first ? Token(.cast, start, start + 2) : Token(.colon, start, start + 1)
    case UInt8(ascii: "<"), UInt8(ascii: ">"): return comparison(start, first, second)
    case UInt8(ascii: "|"): return bar(start, second)
    case UInt8(ascii: "!"): return exclamation(start, second)
    case UInt8(ascii: "~"): return tilde(start, second)
    default: return Token(.other, start, characterEnd(start))
    }
  }

  private func arrow(_ start: Int) -> Token {
    Token(.other, start, byte(start + 2) == UInt8(ascii: ">") ? start + 3 : start + 2)
  }

  private func comparison(_ start: Int, _ first: UInt8, _ second: UInt8) -> Token {
    let isLess = first == UInt8(ascii: "<")
    switch second {
    case UInt8(ascii: "="): return Token(isLess ? .lessOrEqual : .greaterOrEqual, start, start + 2)
    case UInt8(ascii: ">") where isLess: return Token(.notEqual, start, start + 2)
    case first: return Token(isLess ? .shiftLeft : .shiftRight, start, start + 2)
    default: return Token(isLess ? .less : .greater, start, start + 1)
    }
  }

  private func bar(_ start: Int, _ second: UInt8) -> Token {
    switch (second, byte(start + 2)) {
    case (UInt8(ascii: "|"), UInt8(ascii: "/")): return Token(.cubeRoot, start, start + 3)
    case (UInt8(ascii: "|"), _): return Token(.concatenate, start, start + 2)
    case (UInt8(ascii: "/"), _): return Token(.squareRoot, start, start + 2)
    default: return Token(.bitOr, start, start + 1)
    }
  }

  private func exclamation(_ start: Int, _ second: UInt8) -> Token {
    if second == UInt8(ascii: "=") { return Token(.notEqual, start, start + 2) }
    guard second == UInt8(ascii: "~") else { return Token(.other, start, start + 1) }
    var positive = tilde(start + 1, byte(start + 2))
    positive.start = start
    switch positive.kind {
    case .regexInsensitive: positive.kind = .notRegexInsensitive
    case .likeOperator: positive.kind = .notLikeOperator
    case .ilikeOperator: positive.kind = .notIlikeOperator
    default: positive.kind = .notRegex
    }
    return positive
  }

  private func tilde(_ start: Int, _ second: UInt8) -> Token {
    let star = UInt8(ascii: "*")
    if second == star { return Token(.regexInsensitive, start, start + 2) }
    guard second == UInt8(ascii: "~") else { return Token(.tilde, start, start + 1) }
    let isInsensitive = byte(start + 2) == star
    return Token(isInsensitive ? .ilikeOperator : .likeOperator, start, isInsensitive ? start + 3 : start + 2)
  }

  private func characterEnd(_ start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, !bytes[end].startsCharacter { end += 1 }
    return end
  }
}
