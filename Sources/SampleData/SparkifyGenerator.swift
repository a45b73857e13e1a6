import Scheduling

/// Makes a data set in the shape of Sparkify's: song files, event files and the jsonpaths file, under an S3 root.
///
/// `FOLDER/udacity-dend/song_data/A/B/C/TR….json`, `FOLDER/udacity-dend/log_data/2018/11/2018-11-01-events.json` and
/// `FOLDER/udacity-dend/log_json_path.json`. Every song, user and day is a function of the seed and its number, so the
/// bytes do not depend on the number of threads.
package struct SparkifyGenerator: Sendable {
  let options: SparkifyOptions

  package init(_ options: SparkifyOptions) { self.options = options }

  /// Writes all files, replacing those of the same names. Throws 22023 for a number out of range, 58030 where a file
  /// cannot be written.
  package func write(to folder: String, on pool: WorkerPool = WorkerPool()) throws {
    try options.validate()
    let root = folder + "/udacity-dend"
    try OutputFile.write(Self.jsonPaths, to: root + "/log_json_path.json")
    let blocks = (songFileCount + Self.filesInBlock - 1) / Self.filesInBlock
    _ = try pool.map(count: Month.dayCount + blocks, with: Vocabulary.init) { words, index in
      if index < Month.dayCount {
        try writeEvents(ofDay: index, under: root, words)
      } else {
        try writeSongFiles(ofBlock: index - Month.dayCount, under: root, words)
      }
    }
  }

  /// The jsonpaths file: the events' members in the order of their names.
  static let jsonPaths: [UInt8] = {
    let names = [
      "artist", "auth", "firstName", "gender", "itemInSession", "lastName", "length", "level", "location", "method",
      "page", "registration", "sessionId", "song", "status", "ts", "userAgent", "userId",
    ]
    let paths = names.map { "        \"$['\($0)']\"" }.joined(separator: ",\n")
    return Array("{\n    \"jsonpaths\": [\n\(paths)\n    ]\n}\n".utf8)
  }()
}

extension SparkifyGenerator {
  private static let filesInBlock = 256

  private var songFileCount: Int { (options.songs + options.songsPerFile - 1) / options.songsPerFile }

  private func writeSongFiles(ofBlock block: Int, under root: String, _ words: Vocabulary) throws {
    let first = block * Self.filesInBlock
    for number in first..<min(first + Self.filesInBlock, songFileCount) {
      let track = Track(number: number, of: songFileCount, seed: options.seed, words)
      let start = number * options.songsPerFile
      let songs = start..<min(start + options.songsPerFile, options.songs)
      try write(songs, to: root + "/song_data/" + track.path, words)
    }
  }

  private func write(_ songs: Range<Int>, to path: String, _ words: Vocabulary) throws {
    var file = try OutputFile(path)
    for number in songs {
      options.song(number, words).appendRecord(to: &file.pending, words)
      if options.songsPerFile > 1 { file.pending.append(0x0a) }
      try file.writeWhenFull()
    }
    try file.finish()
  }

  private func writeEvents(ofDay day: Int, under root: String, _ words: Vocabulary) throws {
    var events = DayEvents(day: day, options, words)
    let most = options.eventsPerFile ?? Int.max
    let isCut = events.remaining > most
    var part = 0
    while events.remaining > 0 {
      part += 1
      let suffix = isCut ? "-" + Self.padded(part, 4) : ""
      let name = "2018-11-\(Self.padded(day + 1, 2))-events\(suffix).json"
      try write(min(most, events.remaining), of: &events, to: root + "/log_data/2018/11/" + name)
    }
  }

  private func write(_ count: Int, of events: inout DayEvents, to path: String) throws {
    var file = try OutputFile(path)
    for _ in 0..<count {
      events.appendNext(to: &file.pending)
      try file.writeWhenFull()
    }
    try file.finish()
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
