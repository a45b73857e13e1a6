/// What a byte can be in SQL text.
extension UInt8 {
  /// Lower case for ASCII letters; everything else as it is.
  var foldedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool {
    let folded = self | 0x20
    return folded >= 0x61 && folded <= 0x7A
  }
  /// A letter, `_`, or part of a character beyond ASCII.
  var startsIdentifier: Bool { isLetter || self == 0x5F || self >= 0x80 }
  var continuesIdentifier: Bool { startsIdentifier || isDigit || self == 0x24 }
  var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  /// Not the second or later byte of a character in UTF-8.
  var startsCharacter: Bool { self & 0xC0 != 0x80 }
}
