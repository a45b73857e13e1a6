/// A pattern of TO_CHAR, TO_DATE and TO_TIMESTAMP, such as `FMDay, DD "of" Month YYYY` (sql.md 2.4).
///
/// Not COPY's masks: `HH` is `HH12` here. The spelling of a pattern says the case of names: `MONTH`, `Month`, `month`.
package struct DatetimeTemplate: Sendable {
  enum Field: Hashable, Sendable {
    case hour12, hour24, minute, second, millisecond, microsecond, secondOfDay
    case meridiem, meridiemPoints, era, eraPoints
    case year(digits: Int)
    case yearComma
    case isoYear(digits: Int)
    case century, quarter
    case monthName, monthShort, month, monthRoman, weekOfMonth, weekOfYear, isoWeek
    case dayName, dayShort, dayOfYear, isoDayOfYear, day, dayOfWeek, isoDayOfWeek, julian
    case zone, zoneOffset
  }

  enum Case: Hashable, Sendable {
    case upper, capitalized, lower
  }

  enum Element: Hashable, Sendable {
    case field(Field, Case, isFilled: Bool, ordinal: Case?)
    case literal(UInt8)
  }

  let elements: [Element]
  /// `FX`: the text must match blank for blank.
  let isExact: Bool

  package init(_ pattern: String) {
    var elements: [Element] = []
    var isExact = false
    pattern.withRawUTF8 { bytes in
      var reader = TemplateReader(bytes: bytes)
      elements = reader.elements()
      isExact = reader.isExact
    }
    self.elements = elements
    self.isExact = isExact
  }

  /// Longer words stand before their beginnings.
  static let words: [(StaticString, Field)] = [
    ("a.d.", .eraPoints), ("b.c.", .eraPoints), ("a.m.", .meridiemPoints), ("p.m.", .meridiemPoints), ("ad", .era),
    ("bc", .era), ("am", .meridiem), ("pm", .meridiem), ("cc", .century), ("day", .dayName), ("ddd", .dayOfYear),
    ("dd", .day), ("dy", .dayShort), ("d", .dayOfWeek), ("hh24", .hour24), ("hh12", .hour12), ("hh", .hour12),
    ("iddd", .isoDayOfYear), ("id", .isoDayOfWeek), ("iw", .isoWeek), ("iyyy", .isoYear(digits: 4)),
    ("iyy", .isoYear(digits: 3)), ("iy", .isoYear(digits: 2)), ("i", .isoYear(digits: 1)), ("j", .julian),
    ("month", .monthName), ("mon", .monthShort), ("mi", .minute), ("mm", .month), ("ms", .millisecond), ("q", .quarter),
    ("rm", .monthRoman), ("ssss", .secondOfDay), ("ss", .second), ("tz", .zone), ("of", .zoneOffset),
    ("us", .microsecond), ("ww", .weekOfYear), ("w", .weekOfMonth), ("y,yyy", .yearComma), ("yyyy", .year(digits: 4)),
    ("yyy", .year(digits: 3)), ("yy", .year(digits: 2)), ("y", .year(digits: 1)),
  ]
}

/// Cuts a pattern into its elements.
private struct TemplateReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private(set) var isExact = false

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func elements() -> [DatetimeTemplate.Element] {
    var elements: [DatetimeTemplate.Element] = []
    while index < bytes.count {
      let isFilled = takePrefixes()
      if let field = takeField(isFilled: isFilled) {
        elements.append(field)
      } else if index < bytes.count {
        takeLiteral(&elements)
      }
    }
    return elements
  }

  /// `FM` and `FX` before a pattern. False for `FM`: no padding.
  private mutating func takePrefixes() -> Bool {
    var isFilled = true
    while index + 1 < bytes.count {
      if startsWith("fm") {
        isFilled = false
      } else if startsWith("fx") {
        isExact = true
      } else {
        break
      }
      index += 2
    }
    return isFilled
  }

  private func startsWith(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard bytes.count - index >= length else { return false }
    return UnsafeRawBufferPointer(rebasing: bytes[index..<index + length]).equals(lowercase: word)
  }

  private mutating func takeField(isFilled: Bool) -> DatetimeTemplate.Element? {
    guard let (word, field) = DatetimeTemplate.words.first(where: { startsWith($0.0) }) else { return nil }
    let spelling = letterCase()
    index += word.utf8CodeUnitCount
    var ordinal: DatetimeTemplate.Case?
    if startsWith("th") {
      ordinal = bytes[index] & 0x20 == 0 ? .upper : .lower
      index += 2
    }
    return .field(field, spelling, isFilled: isFilled, ordinal: ordinal)
  }

  private func letterCase() -> DatetimeTemplate.Case {
    if bytes[index] & 0x20 != 0 { return .lower }
    let isMixed = index + 1 < bytes.count && bytes[index + 1].isLetter && bytes[index + 1] & 0x20 != 0
    return isMixed ? .capitalized : .upper
  }

  /// One byte, all bytes between double quotes, or the byte behind a backslash.
  private mutating func takeLiteral(_ elements: inout [DatetimeTemplate.Element]) {
    guard bytes[index] == 0x22 else {
      if bytes[index] == 0x5c, index + 1 < bytes.count { index += 1 }
      elements.append(.literal(bytes[index]))
      index += 1
      return
    }
    index += 1
    while index < bytes.count, bytes[index] != 0x22 {
      if bytes[index] == 0x5c, index + 1 < bytes.count { index += 1 }
      elements.append(.literal(bytes[index]))
      index += 1
    }
    index += 1
  }
}
