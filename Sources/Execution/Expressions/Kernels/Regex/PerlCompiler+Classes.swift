import SQLTypes

/// Escapes and bracket expressions.
extension PerlCompiler {
  mutating func escape() throws(SQLError) -> Piece {
    guard let next = rest.popFirst() else { throw Self.invalid("\\ at end of pattern") }
    switch next {
    case "b": return Piece(code: [.wordBorder(isNegated: false)])
    case "B": return Piece(code: [.wordBorder(isNegated: true)])
    case "A": return Piece(code: [.textStart])
    case "z": return Piece(code: [.textEnd])
    case "Z": return Piece(code: [.lastLineEnd])
    case "1"..."9": return reference(Int(next.value - 0x30))
    default: break
    }
    if let members = Self.namedClass(next) {
      program.classes.append(members)
      return Piece(code: [.inClass(program.classes.count - 1)], width: 1)
    }
    return Piece(code: [.scalar(program.folded(try scalar(escaped: next)))], width: 1)
  }

  /// `\d`, `\W`: characters of ASCII, or all others.
  private static func namedClass(_ letter: Unicode.Scalar) -> PerlClass? {
    switch letter {
    case "d": .digits
    case "D": PerlClass(ranges: PerlClass.digits.opposite)
    case "w": .words
    case "W": PerlClass(ranges: PerlClass.words.opposite)
    case "s": .blanks
    case "S": PerlClass(ranges: PerlClass.blanks.opposite)
    default: nil
    }
  }

  /// What an escape that is one character stands for.
  private mutating func scalar(escaped letter: Unicode.Scalar) throws(SQLError) -> UInt32 {
    switch letter {
    case "t": return 0x09
    case "n": return 0x0a
    case "r": return 0x0d
    case "f": return 0x0c
    case "e": return 0x1b
    case "x": return try hexadecimal()
    default:
      if letter.isASCII && (letter.properties.isAlphabetic || letter == "0") {
        throw .notSupported("The regular expression construct \\\(letter)")
      }
      return letter.value
    }
  }

  /// `41` or `{1F600}` behind `\x`.
  private mutating func hexadecimal() throws(SQLError) -> UInt32 {
    let isBraced = take("{")
    var digits = ""
    while let next = rest.first, next.properties.isASCIIHexDigit, isBraced || digits.utf8.count < 2 {
      digits.unicodeScalars.append(next)
      rest.removeFirst()
    }
    guard !isBraced || take("}"), let value = UInt32(digits, radix: 16), Unicode.Scalar(value) != nil else {
      throw Self.invalid("character code point value in \\x{} or \\o{} is too large")
    }
    return value
  }

  /// A bracket expression, behind its `[`.
  mutating func characterClass() throws(SQLError) -> PerlClass {
    var members = PerlClass()
    members.isNegated = take("^")
    var isFirst = true
    while let next = rest.popFirst() {
      if next == "]" && !isFirst { return members }
      isFirst = false
      if next == "[", let named = try posixClass() {
        members.ranges += named
        continue
      }
      if next == "\\", let letter = rest.first, let named = Self.namedClass(letter) {
        rest.removeFirst()
        members.ranges += named.ranges
        continue
      }
      let low = try member(next)
      members.ranges.append(low...(try rangeEnd(from: low)))
    }
    throw Self.invalid("missing terminating ] for character class")
  }

  private mutating func member(_ first: Unicode.Scalar) throws(SQLError) -> UInt32 {
    guard first == "\\" else { return first.value }
    guard let next = rest.popFirst() else { throw Self.invalid("\\ at end of pattern") }
    return next == "b" ? 0x08 : try scalar(escaped: next)
  }

  /// The end of a range that begins at `low`, or `low` where none does.
  private mutating func rangeEnd(from low: UInt32) throws(SQLError) -> UInt32 {
    guard rest.first == "-", let next = rest.dropFirst().first, next != "]" else { return low }
    rest.removeFirst(2)
    let high = try member(next)
    guard low <= high else { throw Self.invalid("range out of order in character class") }
    return high
  }

  /// `:alpha:]` behind a `[` within a class; nil where none stands there.
  private mutating func posixClass() throws(SQLError) -> [ClosedRange<UInt32>]? {
    guard rest.first == ":", let end = rest.dropFirst().firstIndex(of: ":") else { return nil }
    let behind = rest.index(after: end)
    guard behind < rest.endIndex, rest[behind] == "]" else { return nil }
    let name = String(rest[rest.index(after: rest.startIndex)..<end])
    guard let ranges = Self.posixClasses[name] else { throw Self.invalid("unknown POSIX class name") }
    rest = rest[rest.index(after: behind)...]
    return ranges
  }

  private static let posixClasses: [String: [ClosedRange<UInt32>]] = [
    "alpha": [0x41...0x5a, 0x61...0x7a], "digit": [0x30...0x39], "alnum": [0x30...0x39, 0x41...0x5a, 0x61...0x7a],
    "upper": [0x41...0x5a], "lower": [0x61...0x7a], "space": PerlClass.blanks.ranges,
    "blank": [0x09...0x09, 0x20...0x20],
    "punct": [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e], "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    "word": PerlClass.words.ranges, "cntrl": [0...0x1f, 0x7f...0x7f], "print": [0x20...0x7e], "graph": [0x21...0x7e],
  ]
}
