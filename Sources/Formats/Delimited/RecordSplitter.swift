/// Where a large file may be cut for reading in parallel (Architecture.md "Same input, same bytes").
package enum RecordSplitter: Hashable, Sendable {
  /// JSON roots: a line that starts with `{` or `[`. A guess: it may stand inside a root or a string.
  case json
  /// Delimited lines: every line starts a record.
  case lines
  /// Delimited lines with ESCAPE: every line whose line feed is not escaped.
  case escapedLines
  /// CSV: a line. A guess: it may stand inside quotes.
  case quoted

  /// The part before the border must be seen to end exactly there, or reading goes on from where it ended.
  package var needsProof: Bool { self == .json || self == .quoted }

  /// The first border at or behind `from`: the offset behind a line feed at which a record should start.
  ///
  /// nil if the window shows none: show more behind it, or treat the rest as one part.
  package func border(in window: UnsafeRawBufferPointer, from: Int) -> Int? {
    guard let base = window.baseAddress else { return nil }
    var offset = from
    while let feed = ByteSearch.find(0x0a, base, from: offset, to: window.count) {
      if isBorder(window, behind: feed) { return feed + 1 }
      offset = feed + 1
    }
    return nil
  }

  private func isBorder(_ window: UnsafeRawBufferPointer, behind feed: Int) -> Bool {
    switch self {
    case .lines, .quoted: true
    case .escapedLines: Self.isPlain(window, feed)
    case .json: Self.startsRoot(window, feed + 1)
    }
  }

  /// Not escaped. At the window's start there may be backslashes before what is shown: then it is not used.
  private static func isPlain(_ window: UnsafeRawBufferPointer, _ feed: Int) -> Bool {
    var first = feed
    while first > 0 && window[first - 1] == UInt8(ascii: "\\") { first -= 1 }
    return first > 0 && (feed - first) & 1 == 0
  }

  private static func startsRoot(_ window: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    var offset = start
    while offset < window.count {
      switch window[offset] {
      case 0x20, 0x09, 0x0d: offset += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): return true
      default: return false
      }
    }
    return false
  }
}
