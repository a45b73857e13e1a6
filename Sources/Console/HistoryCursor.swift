/// The way through the history: what is typed stays at its end, and changes to older lines are kept while one walks.
struct HistoryCursor: Sendable {
  /// The oldest first.
  let entries: [String]
  /// As changed, by index; the last is the line that is typed.
  private var changed: [Int: String] = [:]
  private var index: Int

  init(_ entries: [String]) {
    self.entries = entries
    index = entries.count
  }

  mutating func older(than text: String) -> String { go(to: index - 1, from: text) }
  mutating func newer(than text: String) -> String { go(to: index + 1, from: text) }
  mutating func first(from text: String) -> String { go(to: 0, from: text) }
  mutating func last(from text: String) -> String { go(to: entries.count, from: text) }

  private mutating func go(to wanted: Int, from text: String) -> String {
    changed[index] = text
    index = min(max(0, wanted), entries.count)
    return self.text
  }

  private var text: String { changed[index] ?? (index < entries.count ? entries[index] : "") }
}
