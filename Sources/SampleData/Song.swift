/// A song, drawn from its number alone: numbers below the catalogue's size are in the song files.
struct Song {
  let artist: Artist
  let title: Title
  /// Hundred-thousandths of seconds.
  let duration: Int
  private let number: Int
  private let year: Int
  private let tag: Int
  private let guest: Int?
  /// One song in thirty says less of its artist than the others do.
  private let hidesPlace: Bool

  init(number: Int, seed: UInt64, hasOddities: Bool, _ words: Vocabulary) {
    var random = SplitMix64(seed: seed, .song, number)
    self.number = number
    artist = Artist(number: number * 2 / 3, seed: seed, hasOddities: hasOddities, words)
    title = Title.ofSong(number, seed: seed, hasOddities: hasOddities, words)
    duration = random.within(6_000_000...30_000_000) + random.below(15_000_000) + random.below(15_000_000)
    year = random.chance(8, in: 25) ? 0 : 2010 - min(random.below(50), random.below(50))
    tag = random.below(1 << 20)
    guest = random.chance(1, in: 25) ? random.below(words.nouns.count) : nil
    hidesPlace = random.chance(1, in: 30)
  }

  /// The artist's name as this song has it, without quotes.
  func appendArtistName(to bytes: inout [UInt8], _ style: JSONStyle, _ words: Vocabulary) {
    artist.appendName(to: &bytes, style, words)
    if let guest, isArtistNamed {
      bytes.append(words.featuring, style)
      bytes.append(words.nouns[guest], style)
    }
  }

  /// The song's record as the song files have it, without line end.
  func appendRecord(to bytes: inout [UInt8], _ words: Vocabulary) {
    bytes += words.songKeys.artistID
    artist.appendID(to: &bytes, words)
    bytes += words.songKeys.latitude
    appendCoordinate(artist.coordinates?.latitude, to: &bytes, words)
    bytes += words.songKeys.location
    (hidesPlace ? Place.blank : artist.place).append(to: &bytes, .song, words)
    bytes += words.songKeys.longitude
    appendCoordinate(artist.coordinates?.longitude, to: &bytes, words)
    bytes += words.songKeys.artistName
    if isArtistNamed { bytes.append(0x22) }
    appendArtistName(to: &bytes, .song, words)
    if isArtistNamed { bytes.append(0x22) }
    bytes += words.songKeys.duration
    bytes.append(hundredThousandths: duration)
    bytes += words.songKeys.songID
    appendID(to: &bytes, words)
    bytes += words.songKeys.title
    title.append(to: &bytes, .song, isText: false, words)
    bytes += words.songKeys.year
    bytes.append(decimal: year)
    bytes.append(0x7d)
  }

  private var isArtistNamed: Bool { if case .number = artist.name { false } else { true } }

  private func appendCoordinate(_ coordinate: Int?, to bytes: inout [UInt8], _ words: Vocabulary) {
    if let coordinate, !hidesPlace {
      bytes.append(hundredThousandths: coordinate)
    } else {
      bytes += words.null
    }
  }

  /// `SO`, five letters that count, `12A` and eight hexadecimal digits: `SOKDQLT12AB01F3C95`.
  private func appendID(to bytes: inout [UInt8], _ words: Vocabulary) {
    bytes += [0x53, 0x4f]
    let letters = (number &+ 5_021_377) &* 7919 % 11_881_376
    bytes.append(letters, digits: 5, of: words.letters)
    bytes += [0x31, 0x32, 0x41]
    bytes.append(number / 11_881_376 &+ letters &* 31, digits: 3, of: words.hexDigits)
    bytes.append(tag, digits: 5, of: words.hexDigits)
  }
}
