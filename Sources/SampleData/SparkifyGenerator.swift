import ObjectStore
import SQLTypes
import Scheduling

/// Makes a data set in the shape of Sparkify's: song files, event files and the jsonpaths file, under an S3 root.
///
/// `FOLDER/udacity-dend/song_data/A/B/C/TR….json`, `FOLDER/udacity-dend/log_data/2018/11/2018-11-01-events.json` and
/// `FOLDER/udacity-dend/log_json_path.json`. Every song, user and day is a function of the seed and its number, so the
/// bytes do not depend on the number of threads.
package struct SparkifyGenerator: Sendable {
  private let options: SparkifyOptions

  package init(_ options: SparkifyOptions) { self.options = options }

  /// Writes all files or none; `FOLDER/udacity-dend` must not hold anything yet.
  ///
  /// Throws 22023 for a number out of range, 58030 where a file cannot be written.
  package func write(to folder: String, on pool: WorkerPool = WorkerPool()) throws {
    try options.validate()
    let target = folder + "/udacity-dend"
    let bucket = try StagedFolder(target: target)
    try makeFolders(in: bucket)
    try bucket.write(Self.jsonPaths, to: "log_json_path.json")
    let records = GeneratedFolder(staged: bucket.path + "/", shown: target + "/", cancellation: pool.cancellation)
    try writeRecords(in: records, on: pool)
    try bucket.commit()
  }

  private func makeFolders(in bucket: StagedFolder) throws(SQLError) {
    let logs = options.events > 0 ? ["log_data", "log_data/2018", "log_data/2018/11"] : []
    let songs = options.songs > 0 ? ["song_data"] + Track.folders(of: songFileCount).map { "song_data/" + $0 } : []
    for name in logs + songs { try bucket.files.makeFolder(name) }
  }

  /// The days and, by the block, the song files: pieces of work that know nothing of each other.
  private func writeRecords(in folder: GeneratedFolder, on pool: WorkerPool) throws {
    let blocks = (songFileCount + Self.filesInBlock - 1) / Self.filesInBlock
    _ = try pool.map(count: Month.dayCount + blocks, with: Vocabulary.init) { words, index in
      if index < Month.dayCount {
        try writeEvents(ofDay: index, in: folder, words)
      } else {
        try writeSongFiles(ofBlock: index - Month.dayCount, in: folder, words)
      }
    }
  }

  /// The jsonpaths file: the events' members in the order of their names.
  private static let jsonPaths: String = {
    let names = [
      "artist", "auth", "firstName", "gender", "itemInSession", "lastName", "length", "level", "location", "method",
      "page", "registration", "sessionId", "song", "status", "ts", "userAgent", "userId",
    ]
    let paths = names.map { "        \"$['\($0)']\"" }.joined(separator: ",\n")
    return "{\n    \"jsonpaths\": [\n\(paths)\n    ]\n}\n"
  }()
}

extension SparkifyGenerator {
  private static let filesInBlock = 256

  private var songFileCount: Int { (options.songs + options.songsPerFile - 1) / options.songsPerFile }

  private func writeSongFiles(ofBlock block: Int, in folder: GeneratedFolder, _ words: Vocabulary) throws {
    let first = block * Self.filesInBlock
    for number in first..<min(first + Self.filesInBlock, songFileCount) {
      let track = Track(number: number, of: songFileCount, seed: options.seed, words)
      let start = number * options.songsPerFile
      let songs = start..<min(start + options.songsPerFile, options.songs)
      var file = try RecordFile("song_data/" + track.path, in: folder)
      try write(songs, to: &file, words)
    }
  }

  private func write(_ songs: Range<Int>, to file: inout RecordFile, _ words: Vocabulary) throws {
    for number in songs {
      options.song(number, words).appendRecord(to: &file.pending, words)
      if options.songsPerFile > 1 { file.pending.append(0x0a) }
      try file.writeWhenFull()
    }
    try file.finish()
  }

  private func writeEvents(ofDay day: Int, in folder: GeneratedFolder, _ words: Vocabulary) throws {
    var events = DayEvents(day: day, options, words)
    let most = options.eventsPerFile ?? Int.max
    let isCut = events.remaining > most
    var part = 0
    while events.remaining > 0 {
      part += 1
      let suffix = isCut ? "-" + String(zeroPadded: part, width: 4) : ""
      let name = "2018-11-\(String(zeroPadded: day + 1, width: 2))-events\(suffix).json"
      var file = try RecordFile("log_data/2018/11/" + name, in: folder)
      try write(min(most, events.remaining), of: &events, to: &file)
    }
  }

  private func write(_ count: Int, of events: inout DayEvents, to file: inout RecordFile) throws {
    for _ in 0..<count {
      events.appendNext(to: &file.pending)
      try file.writeWhenFull()
    }
    try file.finish()
  }
}
