import System

/// An option of a command: `--name VALUE`, or a flag.
struct Option {
  var name: String
  /// What help calls the value; nil for a flag.
  var value: String?
  var summary: String
  /// The one-letter form, without the dash.
  var letter: String?
  /// May be given more than once.
  var repeats = false
  /// What the value may be, where there are few.
  var choices: [String] = []
  /// How to do it where the value is on S3, for a file or folder of this machine.
  var remoteHint: String?

  /// Whether it is what an argument names, without its value.
  func isWritten(_ argument: String) -> Bool { argument == "--\(name)" || letter.map { argument == "-\($0)" } ?? false }

  /// What the value names on this machine, and nowhere else; nil where it names nothing of the kind.
  var localKind: String? { value == "DIR" ? "folder" : value == "FILE" ? "file" : nil }

  /// Options of every command that runs SQL.
  static let shared = [
    Option(name: "s3-root", value: "DIR", summary: "read s3://bucket/key from DIR/bucket/key"),
    Option(name: "threads", value: "N", summary: "threads to work with (default: one a core)"),
    Option(
      name: "memory", value: "SIZE", summary: "memory to take, 512MB or 8GB (default: nine tenths of what there is)"),
    Option(
      name: "sync", value: "WHEN",
      summary: "files wait for the device: always (default) or never",
      choices: Durability.allCases.map(\.rawValue)),
    Option(name: "config", value: "FILE", summary: "fill ${SECTION.KEY} from this file"),
    Option(name: "set", value: "SECTION.KEY=VALUE", summary: "set or override one such key", repeats: true),
    Option(name: "quiet", summary: "results and errors only"),
    Option(name: "json", summary: "results as JSON, one object a line"),
    Option(
      name: "color", value: "WHEN", summary: "auto, always or never", choices: ["auto", "always", "never"]),
  ]
}
