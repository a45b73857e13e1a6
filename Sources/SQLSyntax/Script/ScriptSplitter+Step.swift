/// One look at the next byte, by what is being read.
extension ScriptSplitter {
  mutating func step() -> Step {
    let byte = bytes[index]
    switch mode {
    case .plain: return stepPlain(byte)
    case .lineComment:
      if byte == 0x0A || byte == 0x0D { mode = .plain }
      return .space(1)
    case .blockComment: return stepComment(byte)
    case .quoted: return stepQuoted(byte)
    case .identifier:
      if byte == UInt8(ascii: "\"") { mode = .plain }
      return .statement(1)
    case .dollarQuoted: return stepDollarQuoted(byte)
    case .command:
      guard byte == 0x0A else { return byte.isBlank ? .space(1) : .statement(1) }
      mode = .plain
      return .ended(includingByte: false)
    }
  }

  private mutating func stepPlain(_ byte: UInt8) -> Step {
    if byte.isBlank || isByteOrderMark(byte) { return .space(1) }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "/"): return stepCommentStart(byte)
    case UInt8(ascii: ";"): return start == nil ? .space(1) : .ended(includingByte: true)
    case UInt8(ascii: "'"): mode = .quoted
    case UInt8(ascii: "\""): mode = .identifier
    case UInt8(ascii: "\\"): if start == nil { mode = .command }
    case UInt8(ascii: "$"): if !followsName { return stepDollar() }
    default: break
    }
    begin()
    return .statement(1)
  }

  private func isByteOrderMark(_ byte: UInt8) -> Bool {
    let index = dropped + index
    return index < 3 && start == nil && byte == [0xEF, 0xBB, 0xBF][index]
  }

  /// `--` and `/*`; one of the two characters alone is an operator.
  private mutating func stepCommentStart(_ byte: UInt8) -> Step {
    guard isFinal || index + 1 < bytes.count else { return .needsMore }
    let following = index + 1 < bytes.count ? bytes[index + 1] : 0
    if byte == UInt8(ascii: "-"), following == byte {
      mode = .lineComment
      return .space(2)
    }
    if byte == UInt8(ascii: "/"), following == UInt8(ascii: "*") {
      mode = .blockComment
      commentDepth = 1
      commentStart = (index, line)
      return .space(2)
    }
    begin()
    return .statement(1)
  }

  private mutating func stepComment(_ byte: UInt8) -> Step {
    guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "/") else { return .space(1) }
    guard index + 1 < bytes.count else { return isFinal ? .space(1) : .needsMore }
    switch (byte, bytes[index + 1]) {
    case (UInt8(ascii: "*"), UInt8(ascii: "/")): commentDepth -= 1
    case (UInt8(ascii: "/"), UInt8(ascii: "*")): commentDepth += 1
    default: return .space(1)
    }
    if commentDepth == 0 { mode = .plain }
    return .space(2)
  }

  /// `\'` and `''` are part of a string (wire.md 6.6).
  private mutating func stepQuoted(_ byte: UInt8) -> Step {
    guard byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "'") else { return .statement(1) }
    guard index + 1 < bytes.count else { return isFinal ? .statement(1) : .needsMore }
    if byte == UInt8(ascii: "'"), bytes[index + 1] != byte {
      mode = .plain
      return .statement(1)
    }
    return .statement(2)
  }

  /// The start of `$$…$$` or `$tag$…$tag$`, or a lone dollar.
  private mutating func stepDollar() -> Step {
    var close = index + 1
    while close < bytes.count, bytes[close].startsIdentifier || (close > index + 1 && bytes[close].isDigit) {
      close += 1
    }
    guard close < bytes.count || isFinal else { return .needsMore }
    begin()
    guard close < bytes.count, bytes[close] == UInt8(ascii: "$") else { return .statement(1) }
    tag = Array(bytes[index...close])
    mode = .dollarQuoted
    return .statement(tag.count)
  }

  private mutating func stepDollarQuoted(_ byte: UInt8) -> Step {
    guard byte == UInt8(ascii: "$") else { return .statement(1) }
    let available = bytes[index...].prefix(tag.count)
    guard available.count == tag.count || isFinal || !tag.starts(with: available) else { return .needsMore }
    guard available.elementsEqual(tag) else { return .statement(1) }
    mode = .plain
    return .statement(tag.count)
  }

  private var followsName: Bool { start != nil && bytes[index - 1].continuesIdentifier }
}
