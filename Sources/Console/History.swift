import System

/// What was typed, the oldest first, kept in a file that only its owner can read: an entry a line, `\n` for a line end
/// in it and `\\` for a backslash. Several shells may add to it at the same time.
package struct History {
  package private(set) var entries: [String] = []
  /// nil where there is no folder for it, or it cannot be written: then it lasts as long as the shell.
  private var path: String?

  /// Entries that a new shell finds.
  private static let limit = 2000

  /// `path` leads to the file, whose folders are made; nil keeps nothing.
  package init(path: String?) {
    guard let path, (try? FilePath(path).makeFoldersAbove()) != nil else { return }
    self.path = path
    guard let text = OwnFile.text(of: path) else { return }
    let lines = text.split(separator: "\n")
    entries = lines.suffix(Self.limit).map(Self.read)
    if lines.count > 2 * Self.limit { rewrite() }
  }

  /// `$XDG_STATE_HOME/localshift/history`, or the same in `~/.local/state`.
  package static func path(environment: (String) -> String?) -> String? {
    if let state = environment("XDG_STATE_HOME"), !state.isEmpty { return "\(state)/localshift/history" }
    return environment("HOME").map { "\($0)/.local/state/localshift/history" }
  }

  /// `kept` is what goes into the file, where the entry itself is not to stand there; nothing twice in a row.
  package mutating func append(_ entry: String, kept: String? = nil) {
    guard !entry.isEmpty, entry != entries.last else { return }
    entries.append(entry)
    guard let path else { return }
    do { try OwnFile.append(Self.written(kept ?? entry), to: path) } catch { self.path = nil }
  }

  private func rewrite() {
    guard let path else { return }
    try? OwnFile.replace(entries.map(Self.written).joined(), at: path)
  }

  private static func written(_ entry: String) -> String {
    entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n") + "\n"
  }

  private static func read(_ line: Substring) -> String {
    var entry = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        entry.append(character == "n" ? "\n" : character)
      } else if character != "\\" {
        entry.append(character)
      }
      isEscaped = !isEscaped && character == "\\"
    }
    return entry
  }
}
