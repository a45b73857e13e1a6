/// Cuts a datetime text into tokens, the way PostgreSQL's ParseDateTime does.
struct DatetimeTokens {
  enum Kind {
    /// Digits, perhaps with one point: `17`, `040506.789`, `1996.008`.
    case number
    /// Two or three parts joined by `-`, `/` or `.`: `1999-01-08`, `31-Jan-2000`; also `America/New_York`.
    case date
    /// Digits and colons: `04:05:06.789`.
    case time
    /// Sign and digits: `-08`, `+05:30`.
    case zone
    /// Letters.
    case word
  }

  private let bytes: UnsafeRawBufferPointer
  private var index = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next token, nil at the end; blanks and stray punctuation are skipped.
  mutating func next() -> (kind: Kind, text: UnsafeRawBufferPointer)? {
    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      let kind: Kind?
      if byte.isDigit {
        kind = scanNumeric()
      } else if byte.isLetter {
        kind = scanWord()
      } else if byte == 0x2b || byte == 0x2d {
        kind = scanZone()
      } else if byte == 0x2e, index + 1 < bytes.count, bytes[index + 1].isDigit {
        index += 1
        skip { $0.isDigit }
        kind = .number
      } else {
        index += 1
        kind = nil
      }
      // `start` and `index` both lie within the bytes.
      if let kind { return (kind, UnsafeRawBufferPointer(rebasing: bytes[start..<index])) }
    }
    return nil
  }

  private mutating func skip(_ isPart: (UInt8) -> Bool) {
    while index < bytes.count, isPart(bytes[index]) { index += 1 }
  }

  private func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2d || byte == 0x2f || byte == 0x2e }

  private mutating func scanNumeric() -> Kind {
    skip { $0.isDigit }
    guard index < bytes.count else { return .number }
    let separator = bytes[index]
    if separator == 0x3a {
      skip { $0.isDigit || $0 == 0x3a || $0 == 0x2e }
      return .time
    }
    guard isSeparator(separator), index + 1 < bytes.count else { return .number }
    guard bytes[index + 1].isDigit else {
      guard bytes[index + 1].isLetter else { return .number }
      skip { $0.isDigit || $0.isLetter || $0 == separator }
      return .date
    }
    index += 1
    skip { $0.isDigit }
    guard index < bytes.count, bytes[index] == separator else { return separator == 0x2e ? .number : .date }
    skip { $0.isDigit || $0 == separator }
    return .date
  }

  private mutating func scanWord() -> Kind {
    let start = index
    skip { $0.isLetter }
    guard index + 1 < bytes.count, isSeparator(bytes[index]) || bytes[index] == 0x5f else { return .word }
    guard bytes[index + 1].isDigit || bytes[index + 1].isLetter else { return .word }
    let separator = bytes[index]
    // `AM-08`: only a month goes on with digits.
    let word = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
    if bytes[index + 1].isDigit, DatetimeWords.month(word) == nil { return .word }
    // `A.M.` and `B.C.` are words; a zone such as `America/Port-au-Prince` may hold more than one kind of separator.
    if separator == 0x2e, bytes[index + 1].isLetter {
      skip { $0.isLetter || $0 == 0x2e }
      return .word
    }
    skip { $0.isDigit || $0.isLetter || $0 == separator || (separator == 0x2f && ($0 == 0x5f || $0 == 0x2d)) }
    return .date
  }

  private mutating func scanZone() -> Kind? {
    index += 1
    guard index < bytes.count, bytes[index].isDigit else { return nil }
    skip { $0.isDigit || $0 == 0x3a }
    return .zone
  }
}
