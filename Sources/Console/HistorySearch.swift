/// Ctrl-R: the newest line of the history that holds what is typed, and with Ctrl-R again the next older one.
package struct HistorySearch: Hashable, Sendable {
  private let entries: [String]
  package private(set) var pattern = ""
  /// Of the entry found; that of the end before any is.
  private var index: Int
  /// What was found last.
  package private(set) var match: String?
  /// Whether nothing holds what is typed.
  package private(set) var isMissing = false

  init(_ entries: [String]) {
    self.entries = entries
    index = entries.count
  }

  mutating func append(_ text: String) {
    pattern += text
    find(from: min(index, entries.count - 1))
  }

  mutating func removeLast() {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    find(from: entries.count - 1)
  }

  mutating func findOlder() { find(from: index - 1) }

  private mutating func find(from start: Int) {
    guard !pattern.isEmpty else {
      (match, isMissing, index) = (nil, false, entries.count)
      return
    }
    let found = start < 0 ? nil : (0...start).last { entries[$0].localizedContains(pattern) }
    isMissing = found == nil
    guard let found else { return }
    index = found
    match = entries[found]
  }
}

extension String {
  /// Whether it holds the text; where that has no capital letter, in letters of any case.
  fileprivate func localizedContains(_ text: String) -> Bool {
    text.contains(where: \.isUppercase) ? contains(text) : lowercased().contains(text)
  }
}

extension LineEditor {
  /// A key while searching; nil for one that ends the search and then does what it always does.
  mutating func takeInSearch(_ key: Key) -> Outcome? {
    switch key {
    case .text(let text): search?.append(text)
    case .backspace, .control("h"): search?.removeLast()
    case .control("r"): search?.findOlder()
    case .control("g"), .control("c"), .escape: search = nil
    default:
      if let match = search?.match { replace(with: match) }
      search = nil
      return nil
    }
    return .changed
  }
}
