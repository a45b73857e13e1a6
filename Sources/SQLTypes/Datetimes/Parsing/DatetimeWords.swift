/// Names in datetime texts: months, days of the week, specials.
enum DatetimeWords {
  static let months: [StaticString] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  static let weekdays: [StaticString] = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]

  /// 1...12 for a month's full name or its first three letters (`sept` too).
  static func month(_ word: UnsafeRawBufferPointer) -> Int? {
    if word.equals(lowercase: "sept") { return 9 }
    return position(word, in: months).map { $0 + 1 }
  }

  /// 0 Sunday … 6 Saturday for a full name or its first three letters, and the usual longer cuts.
  static func weekday(_ word: UnsafeRawBufferPointer) -> Int? {
    if word.equals(lowercase: "tues") { return 2 }
    if word.equals(lowercase: "weds") { return 3 }
    if word.equals(lowercase: "thur") || word.equals(lowercase: "thurs") { return 4 }
    return position(word, in: weekdays)
  }

  private static func position(_ word: UnsafeRawBufferPointer, in names: [StaticString]) -> Int? {
    guard word.count >= 3 else { return nil }
    for (index, name) in names.enumerated() where word.count == 3 || word.count == name.utf8CodeUnitCount {
      if matches(word, name) { return index }
    }
    return nil
  }

  /// Compares the word's bytes; the name has at least as many.
  private static func matches(_ word: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
    guard word.count <= name.utf8CodeUnitCount else { return false }
    for index in 0..<word.count where word[index].lowercased != name.utf8Start[index] { return false }
    return true
  }

  static func special(_ word: UnsafeRawBufferPointer) -> DatetimeFields.Special? {
    if word.equals(lowercase: "epoch") { return .epoch }
    if word.equals(lowercase: "now") { return .now }
    if word.equals(lowercase: "today") { return .today }
    if word.equals(lowercase: "tomorrow") { return .tomorrow }
    return word.equals(lowercase: "yesterday") ? .yesterday : nil
  }

  /// Words between the parts that mean nothing.
  static func isIgnored(_ word: UnsafeRawBufferPointer) -> Bool {
    word.equals(lowercase: "at") || word.equals(lowercase: "on") || word.equals(lowercase: "dst")
  }

  /// true PM, false AM.
  static func meridiem(_ word: UnsafeRawBufferPointer) -> Bool? {
    if word.equals(lowercase: "am") || word.equals(lowercase: "a.m.") { return false }
    return word.equals(lowercase: "pm") || word.equals(lowercase: "p.m.") ? true : nil
  }

  /// true BC, false AD.
  static func era(_ word: UnsafeRawBufferPointer) -> Bool? {
    if word.equals(lowercase: "ad") || word.equals(lowercase: "a.d.") { return false }
    return word.equals(lowercase: "bc") || word.equals(lowercase: "b.c.") ? true : nil
  }
}
