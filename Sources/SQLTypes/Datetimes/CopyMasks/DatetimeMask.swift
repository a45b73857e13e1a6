/// A mask of COPY's DATEFORMAT and TIMEFORMAT, such as `MM.DD.YYYY HH:MI:SS` (copy.md part 3, "Mask tokens").
///
/// `HH` is `HH24` here, other than in SQL's functions; `SS` also takes a fraction; `MON` takes short and full names. A
/// number may be shorter than its token. All else in the mask stands for itself, a blank for any run of blanks.
package struct DatetimeMask: Hashable, Sendable {
  enum Token: Hashable, Sendable {
    case year4, year2, month, monthName, day, hour24, hour12, minute, second, meridiem
    /// Seconds east of Greenwich, only in the default of TIMESTAMPTZ.
    case offset
    case blank
    case literal(UInt8)

    /// Stands between the parts of a datetime.
    var isFiller: Bool {
      switch self {
      case .blank, .literal: true
      default: false
      }
    }
  }

  /// As given, for messages.
  package let text: String
  let tokens: [Token]
  /// The mask asks for `YYYY-MM-DD HH:MI:SS`, which a faster path reads too.
  let isISO: Bool

  package init(_ text: String) {
    self.text = text
    tokens = text.withRawUTF8 { DatetimeMask.tokens($0) }
    let hyphen = Token.literal(0x2d)
    let colon = Token.literal(0x3a)
    isISO = tokens == [.year4, hyphen, .month, hyphen, .day, .blank, .hour24, colon, .minute, colon, .second]
  }

  static let standardDate = DatetimeMask("YYYY-MM-DD")
  static let standardTimestamp = DatetimeMask("YYYY-MM-DD HH24:MI:SS")
  static let standardTimestamptz = DatetimeMask("YYYY-MM-DD HH24:MI:SSOF")

  /// Longer tokens stand before their beginnings.
  private static let words: [(StaticString, Token)] = [
    ("yyyy", .year4), ("yy", .year2), ("month", .monthName), ("mon", .monthName), ("mm", .month), ("mi", .minute),
    ("dd", .day), ("hh24", .hour24), ("hh12", .hour12), ("hh", .hour24), ("ss", .second), ("am", .meridiem),
    ("pm", .meridiem), ("of", .offset),
  ]

  private static func tokens(_ mask: UnsafeRawBufferPointer) -> [Token] {
    var tokens: [Token] = []
    var rest = mask
    while !rest.isEmpty {
      let word = words.first { word, _ in
        rest.count >= word.utf8CodeUnitCount
          && UnsafeRawBufferPointer(rebasing: rest[..<word.utf8CodeUnitCount]).equals(lowercase: word)
      }
      var length = word?.0.utf8CodeUnitCount ?? 1
      tokens.append(word?.1 ?? (rest[0].isBlank ? .blank : .literal(rest[0])))
      if tokens.last == .second { length += fractionLength(UnsafeRawBufferPointer(rebasing: rest[length...])) }
      rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
    return tokens
  }

  /// `.SSS` behind `SS` says what is so anyway: a fraction may follow.
  private static func fractionLength(_ rest: UnsafeRawBufferPointer) -> Int {
    guard rest.count >= 2, rest[0] == 0x2e, rest[1].lowercased == 0x73 else { return 0 }
    return 1 + rest.dropFirst().prefix { $0.lowercased == 0x73 }.count
  }

  /// Reads a text without blanks around it by the mask, which must give all parts that the mask names; what goes on
  /// behind it, such as an offset, is not looked at (copy.md 12b). Nil when it does not fit.
  func scan(_ bytes: UnsafeRawBufferPointer) -> MaskedDatetime? {
    var reader = MaskReader(bytes: bytes)
    for token in tokens {
      guard reader.take(token) || reader.isAtEnd && token.isFiller else { return nil }
    }
    return reader.finish()
  }
}
