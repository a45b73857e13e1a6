extension JSONScanner {
  /// The value at `start`, which is no white space. Nested values come with their braces.
  @inline(__always)
  mutating func scanValue(_ start: Int, depth: Int) -> Found {
    let byte = cursor.byte(start)
    if byte == UInt8(ascii: "\"") { return scanString(start &+ 1) }
    if byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") { return scanNumber(start) }
    return scanRest(start, byte, depth: depth)
  }

  @inline(__always)
  private mutating func scanRest(_ start: Int, _ byte: UInt8, depth: Int) -> Found {
    switch byte {
    case UInt8(ascii: "n"): return scanLiteral(start, 0x6c6c_756e, .null, 4)
    case UInt8(ascii: "t"): return scanLiteral(start, 0x6575_7274, .true, 4)
    case UInt8(ascii: "f"): return scanLiteral(start, 0x736c_6166, .false, 5)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return scanNested(start, depth: depth)
    default: return Found(.missing, 0, 0, next: fail(.expectedValue, at: start))
    }
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`; what follows is the caller's to judge.
  ///
  /// The slice says `hasEscapes` where there is a fraction or an exponent: such a number is not taken as it stands
  /// (copy.md 7.2).
  @inline(__always)
  mutating func scanNumber(_ start: Int) -> Found {
    if let found = cursor.shortNumber(start), found.end < cursor.limit { return found }
    return scanLongNumber(start)
  }

  @inline(never)
  private mutating func scanLongNumber(_ start: Int) -> Found {
    let first = cursor.byte(start) == UInt8(ascii: "-") ? start &+ 1 : start
    var end = skipDigits(first)
    if end == first || cursor.byte(first) == UInt8(ascii: "0") {
      guard end > first else { return Found(.missing, 0, 0, next: fail(.expectedDigit, at: first)) }
      end = first &+ 1
    }
    let next = cursor.byte(end)
    if next == UInt8(ascii: ".") || next | 0x20 == UInt8(ascii: "e") {
      end = skipFraction(end)
      return end < 0 ? .fault : Found(.number, start, end, escapes: true, next: end)
    }
    guard end < cursor.limit else { return Found(.missing, 0, 0, next: fail(.end, at: end)) }
    return Found(.number, start, end, next: end)
  }

  /// Fraction and exponent from `start` on, where one of them begins.
  private mutating func skipFraction(_ start: Int) -> Int {
    var end = start
    if cursor.byte(end) == UInt8(ascii: ".") {
      end = skipDigits(start &+ 1)
      if end == start &+ 1 { return fail(.expectedDigit, at: end) }
    }
    if cursor.byte(end) | 0x20 == UInt8(ascii: "e") { return skipExponent(end) }
    return end < cursor.limit ? end : fail(.end, at: end)
  }

  private mutating func skipExponent(_ start: Int) -> Int {
    guard start < cursor.limit else { return fail(.end, at: start) }
    let sign = cursor.byte(start &+ 1)
    let first = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? start &+ 2 : start &+ 1
    let end = skipDigits(first)
    return end > first && end < cursor.limit ? end : fail(.expectedDigit, at: end)
  }

  /// Eight bytes at once: a byte is a digit if its high half is 3 and stays 3 when six is added.
  @inline(__always)
  private func skipDigits(_ start: Int) -> Int {
    var offset = start
    while offset < cursor.limit {
      let word = cursor.word(offset)
      let high = word & 0xf0f0_f0f0_f0f0_f0f0
      let carried = (word &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0
      let others = (high ^ 0x3030_3030_3030_3030) | (carried ^ 0x3030_3030_3030_3030)
      if others != 0 { return offset &+ others.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    return offset
  }

  /// `word` is the literal's first four bytes; the fifth can only be the `e` of `false`.
  @inline(__always)
  private mutating func scanLiteral(_ start: Int, _ word: UInt32, _ kind: FieldSlice.Kind, _ length: Int) -> Found {
    let isRight = cursor.half(start) == word && (length == 4 || cursor.byte(start &+ 4) == UInt8(ascii: "e"))
    if isRight, start &+ length <= cursor.limit {
      return Found(kind, start, start &+ length, next: start &+ length)
    }
    return Found(.missing, 0, 0, next: failLiteral(start, word, length))
  }

  private mutating func failLiteral(_ start: Int, _ word: UInt32, _ length: Int) -> Int {
    let known = min(length, cursor.limit &- start)
    let letters = UInt64(word) | UInt64(UInt8(ascii: "e")) << 32
    let differs = (cursor.word(start) ^ letters) & ((1 << UInt64(known &* 8)) &- 1) != 0
    return fail(differs ? .badLiteral : .end, at: differs ? start : cursor.limit)
  }
}

extension JSONCursor {
  /// The usual number: without sign and exponent, of less than 16 bytes, its parts told apart by one comparison, the
  /// limit aside. Anything else, faulty or not, is not found.
  @inline(__always)
  func shortNumber(_ start: Int) -> JSONScanner.Found? {
    let others = nonDigits(start)
    let whole = others.trailingZeroBitCount
    guard whole > 0, whole < 16, whole == 1 || byte(start) != UInt8(ascii: "0") else { return nil }
    var stop = whole
    if byte(start &+ whole) == UInt8(ascii: ".") {
      stop = (others & (others &- 1)).trailingZeroBitCount
      guard stop > whole &+ 1, stop < 16 else { return nil }
    }
    let end = start &+ stop
    guard byte(end) | 0x20 != UInt8(ascii: "e") else { return nil }
    return JSONScanner.Found(.number, start, end, escapes: stop > whole, next: end)
  }
}
