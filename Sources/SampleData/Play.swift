/// What was heard: mostly a song of the files, note for note; else its title and artist may be known but not the
/// recording.
struct Play {
  private let artist: Song
  private let title: Song
  private let length: Int

  init(_ random: inout SplitMix64, _ options: SparkifyOptions, _ words: Vocabulary) {
    let unknown = options.song(options.songs + random.below(options.songs * 4 + 1000), words)
    guard options.songs > 0 else {
      (artist, title, length) = (unknown, unknown, unknown.duration)
      return
    }
    let known = options.song(random.below(options.songs), words)
    let isMatch = random.chance(options.matchPercent, in: 100)
    let kind = random.below(20)
    artist = isMatch || kind < 2 ? known : unknown
    title = isMatch || kind < 6 ? known : unknown
    length = isMatch ? known.duration : unknown.duration
  }

  func appendArtist(to bytes: inout [UInt8], _ style: JSONStyle, _ words: Vocabulary) {
    bytes += words.eventKeys.artist
    artist.appendArtistName(to: &bytes, style, words)
    bytes += words.eventKeys.artistEnd
  }

  func appendLength(to bytes: inout [UInt8], _ words: Vocabulary) {
    bytes += words.eventKeys.length
    bytes.append(hundredThousandths: length)
  }

  func appendSong(to bytes: inout [UInt8], _ style: JSONStyle, _ words: Vocabulary) {
    bytes += words.eventKeys.song
    title.title.append(to: &bytes, style, isText: true, words)
  }
}
