import Console
import SQLTypes
import SampleData
import Scheduling
import System

/// `localshift generate sparkify`: a data set of any size from a seed.
enum GenerateCommand: Command {
  static let name = "generate"
  static let usage = "generate sparkify [options] DIR"
  static let summary = "make song and event files in the shape of the real ones, of any size, from a seed"
  static let options = [
    Option(name: "events", value: "N", summary: "events (default 8000)"),
    Option(name: "songs", value: "N", summary: "songs (default 1500)"),
    Option(name: "users", value: "N", summary: "users (default: one for 500 events, at least 100)"),
    Option(name: "seed", value: "N", summary: "the same seed gives the same bytes (default 1)"),
    Option(name: "songs-per-file", value: "N", summary: "songs in a file (default 1)"),
    Option(name: "events-per-file", value: "N", summary: "events in a file (default: one file a day)"),
    Option(
      name: "match-percent", value: "N", summary: "of 100 plays, how many are of a song in the files (default 60)"),
    Option(name: "plain", summary: "no bare numbers and nulls in place of song texts"),
    Option(name: "threads", value: "N", summary: "threads to work with (default: one a core)"),
    Option(name: "quiet", summary: "say nothing when it worked"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard arguments.operands.first == "sparkify", arguments.operands.count == 2 else {
      throw UsageError("generate makes one thing: sparkify", hint: "usage: localshift \(usage)")
    }
    let folder = arguments.operands[1]
    guard !folder.hasPrefix("s3://") else {
      throw UsageError("generate takes a folder of this machine, not \(folder)")
    }
    let options = try sizes(arguments)
    let threads = try arguments.number("threads", atLeast: 1) ?? WorkerPool.processorCount
    try SparkifyGenerator(options).write(
      to: folder, on: WorkerPool(threads: threads, cancellation: Signals.cancellation))
    if !arguments.has("quiet") {
      StandardStream.error.write(
        TerminalText.block(
          "\(options.events) events and \(options.songs) songs in \(folder); read them with --s3-root \(folder)\n"))
    }
    return ExitCode.done
  }

  private static func sizes(_ arguments: Arguments) throws -> SparkifyOptions {
    var options = SparkifyOptions()
    options.events = try arguments.number("events", atLeast: 0) ?? options.events
    options.songs = try arguments.number("songs", atLeast: 0) ?? options.songs
    options.users = try arguments.number("users", atLeast: 1)
    options.seed = UInt64(try arguments.number("seed", atLeast: 0) ?? Int(options.seed))
    options.songsPerFile = try arguments.number("songs-per-file", atLeast: 1) ?? options.songsPerFile
    options.eventsPerFile = try arguments.number("events-per-file", atLeast: 1)
    options.matchPercent = try arguments.number("match-percent", atLeast: 0) ?? options.matchPercent
    options.hasOddities = !arguments.has("plain")
    return options
  }
}
