/// A song's title.
enum Title {
  case words([Int], end: Int?)
  /// Bare JSON numbers in the song file; text in the events.
  case number(Int)
  case fraction(hundredThousandths: Int)

  /// The title of a song: its own, or for one song in twelve that of another artist's song.
  static func ofSong(_ number: Int, seed: UInt64, hasOddities: Bool, _ words: Vocabulary) -> Title {
    let original = number % 12 == 5 ? number - 3 : number
    if hasOddities, original % 600 == 30 { return .number(original % 1900 + 7) }
    if hasOddities, original % 9000 == 40 { return .fraction(hundredThousandths: 460_000) }
    var random = SplitMix64(seed: seed, .title, original)
    let count = [1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5][random.below(12)]
    let picked = (0..<count).map { _ in random.below(words.titleWords.count) }
    return .words(picked, end: random.chance(1, in: 8) ? random.below(words.titleEnds.count) : nil)
  }

  /// As a JSON value; a string whatever it is where `isText`.
  func append(to bytes: inout [UInt8], _ style: JSONStyle, isText: Bool, _ words: Vocabulary) {
    if isText || isWords { bytes.append(0x22) }
    switch self {
    case .words(let picked, let end): Self.append(picked, end, to: &bytes, style, words)
    case .number(let number): bytes.append(decimal: number)
    case .fraction(let number): bytes.append(hundredThousandths: number)
    }
    if isText || isWords { bytes.append(0x22) }
  }

  private var isWords: Bool { if case .words = self { true } else { false } }

  private static func append(
    _ picked: [Int], _ end: Int?, to bytes: inout [UInt8], _ style: JSONStyle, _ words: Vocabulary
  ) {
    for (index, word) in picked.enumerated() {
      if index > 0 { bytes.append(0x20) }
      bytes.append(words.titleWords[word], style)
    }
    if let end { bytes.append(words.titleEnds[end], style) }
  }
}
