/// An artist, drawn from its number alone.
struct Artist {
  let name: Name
  let place: Place
  /// Hundred-thousandths of degrees.
  let coordinates: (latitude: Int, longitude: Int)?
  private let number: Int
  private let tag: Int

  enum Name {
    /// A bare JSON number in the song file: an artist called 311.
    case number(Int)
    case pattern(Int, Int, Int, Int)
  }

  init(number: Int, seed: UInt64, hasOddities: Bool, _ words: Vocabulary) {
    var random = SplitMix64(seed: seed, .artist, number)
    self.number = number
    tag = random.below(1 << 28)
    name = Self.name(number, &random, hasOddities: hasOddities)
    place = Self.place(number, &random, hasOddities: hasOddities, words)
    let isMapped = random.chance(13, in: 20)
    let latitude = random.within(-6_000_000...7_500_000)
    let longitude = random.within(-18_000_000...18_000_000)
    if case .blank = place { coordinates = nil } else { coordinates = isMapped ? (latitude, longitude) : nil }
  }

  private static func name(_ number: Int, _ random: inout SplitMix64, hasOddities: Bool) -> Name {
    if hasOddities, number % 350 == 7 { return .number(number * 3 % 9000 + 290) }
    return .pattern(random.below(16), random.below(1 << 20), random.below(1 << 20), random.below(1 << 20))
  }

  private static func place(_ number: Int, _ random: inout SplitMix64, hasOddities: Bool, _ words: Vocabulary)
    -> Place
  {
    if hasOddities, number % 400 == 13 { return .number(number % 180 + 14) }
    if hasOddities, number % 900 == 20 { return .null }
    return Place.ofArtist(&random, words)
  }

  /// `AR`, five letters that count, `1187` and seven hexadecimal digits: `ARQQ2KB1187B98F1C2`.
  func appendID(to bytes: inout [UInt8], _ words: Vocabulary) {
    bytes += [0x41, 0x52]
    bytes.append((number &+ 9_300_007) &* 7919 % 60_466_176, digits: 5, of: words.identifierDigits)
    bytes += [0x31, 0x31, 0x38, 0x37]
    bytes.append(tag &+ number / 60_466_176, digits: 7, of: words.hexDigits)
  }

  /// The name between its quotes, if it has any.
  func appendName(to bytes: inout [UInt8], _ style: JSONStyle, _ words: Vocabulary) {
    switch name {
    case .number(let number): bytes.append(decimal: number)
    case .pattern(let pattern, let first, let second, let third):
      let parts = Self.parts(pattern, first, second, third, words)
      for part in parts { bytes.append(part, style) }
    }
  }

  private static func parts(_ pattern: Int, _ first: Int, _ second: Int, _ third: Int, _ words: Vocabulary) -> [Phrase]
  {
    let adjective = words.adjectives[first % words.adjectives.count]
    let noun = words.nouns[second % words.nouns.count]
    let otherNoun = words.nouns[third % words.nouns.count]
    let firstName = words.firstNames[first % words.firstNames.count]
    let lastName = words.lastNames[third % words.lastNames.count]
    return switch pattern {
    case 0..<3: [words.the, adjective, words.space, noun, words.plural]
    case 3..<6: [adjective, words.space, noun]
    case 6..<10: [firstName, words.space, lastName]
    case 10..<12: [firstName, words.space, lastName, words.and, words.the, noun, words.plural]
    case 12: [noun, words.slash, otherNoun]
    case 13: [words.disc, noun, words.space, otherNoun]
    case 14: [words.foreignNames[first % words.foreignNames.count]]
    default: [firstName, words.quotedStart, adjective, words.quotedEnd, lastName]
    }
  }
}
