import SQLTypes

/// How much Sparkify data to make, and cut into what files.
package struct SparkifyOptions: Hashable, Sendable {
  /// All pages, not only plays.
  package var events: Int
  package var songs: Int
  /// The same seed and sizes give the same bytes on every machine.
  package var seed: UInt64
  /// 1: a file without line end for each song, as in the real data. More: one record a line.
  package var songsPerFile: Int
  /// `nil`: one file a day, as in the real data. Otherwise a day's events are cut into files of at most so many.
  package var eventsPerFile: Int?
  /// `nil`: one in five hundred events' number, and never under a hundred.
  package var users: Int?
  /// Of a hundred plays, how many are of a song in the song files, with its artist and its length.
  package var matchPercent: Int
  /// Bare numbers and nulls in place of song texts, as a few of the real song files have them.
  package var hasOddities: Bool

  package init(
    events: Int = 8000, songs: Int = 1500, seed: UInt64 = 1, songsPerFile: Int = 1, eventsPerFile: Int? = nil,
    users: Int? = nil, matchPercent: Int = 60, hasOddities: Bool = true
  ) {
    self.events = events
    self.songs = songs
    self.seed = seed
    self.songsPerFile = songsPerFile
    self.eventsPerFile = eventsPerFile
    self.users = users
    self.matchPercent = matchPercent
    self.hasOddities = hasOddities
  }

  func song(_ number: Int, _ words: Vocabulary) -> Song {
    Song(number: number, seed: seed, hasOddities: hasOddities, words)
  }

  var userCount: Int { users ?? max(100, events / 500) }

  /// Throws 22023 where a number is out of its range.
  func validate() throws(SQLError) {
    try Self.check("events", events, within: 0...1_000_000_000)
    try Self.check("songs", songs, within: 0...1_000_000_000)
    try Self.check("songs a file", songsPerFile, within: 1...1_000_000_000)
    try Self.check("events a file", eventsPerFile ?? 1, within: 1...1_000_000_000)
    try Self.check("users", userCount, within: 1...1_000_000_000)
    try Self.check("matches in a hundred plays", matchPercent, within: 0...100)
  }

  private static func check(_ name: String, _ number: Int, within range: ClosedRange<Int>) throws(SQLError) {
    guard !range.contains(number) else { return }
    let message = "the number of \(name) must be from \(range.lowerBound) to \(range.upperBound), not \(number)"
    throw SQLError(.invalidParameter, message)
  }
}
