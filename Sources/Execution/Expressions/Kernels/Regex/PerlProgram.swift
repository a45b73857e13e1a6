import SQLTypes

/// A regular expression in Perl's dialect as a program that `PerlMatcher` runs. Offsets are relative, so that what
/// repeats can be copied:
///
/// ```
/// a(b|c)+    0 scalar a    2 split +1 or +3    6 save 3
///            1 save 2      3 scalar b          7 split -6 or +1
///                          4 jump +2           8 accept
///                          5 scalar c
/// ```
struct PerlProgram {
  enum Instruction {
    case scalar(UInt32)
    case anyScalar, anyButNewline
    /// Of `classes`.
    case inClass(Int)
    /// Goes on at the first offset, and where that fails at the second.
    case split(Int, Int)
    case jump(Int)
    /// Keeps the position: 2n where group n begins, 2n + 1 where it ends.
    case save(Int)
    case textStart, textEnd, lastLineEnd, lineStart, lineEnd
    case wordBorder(isNegated: Bool)
    /// What the group matched.
    case reference(Int)
    /// A repetition begins in that slot.
    case mark(Int)
    /// Leaves the loop, whose jump comes next, if the repetition matched nothing.
    case progress(Int)
    /// Runs the instructions behind it, as many as `count`, which end in `accept`.
    case look(Look, count: Int)
    case accept
  }

  enum Look {
    case ahead(isNegated: Bool)
    /// Begins that many characters before.
    case behind(Int, isNegated: Bool)
    /// Matched once: never tried again in another way.
    case atomic
  }

  var instructions: [Instruction] = []
  var classes: [PerlClass] = []
  /// Positions kept: of ten groups at least, and of repetitions.
  var slotCount = 20
  var ignoresCase = false

  /// The scalar that texts and patterns are compared by.
  func folded(_ scalar: UInt32) -> UInt32 { ignoresCase ? PerlProgram.lowercased(scalar) : scalar }

  static func lowercased(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
    return Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
  }
}

/// A set of characters: `[a-z_]`, `\d`.
struct PerlClass {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  static let digits = PerlClass(ranges: [0x30...0x39])
  static let words = PerlClass(ranges: [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a])
  static let blanks = PerlClass(ranges: [0x09...0x0d, 0x20...0x20])

  /// Whether a range has it, whatever `isNegated` makes of that.
  func has(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } }

  /// The ranges of the characters that are not in it.
  var opposite: [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    return gaps + [next...0x10_ffff]
  }
}
