/// Unsigned numbers, one a row, in as few bytes as the largest needs: the codes of a dictionary column, the offsets of
/// packed integers. A column of few values costs one byte a row, where words would have the system hand out four times
/// the memory.
///
/// Hot loops switch over the width once and go on in a generic function.
package enum NarrowWords: Sendable {
  case bytes([UInt8])
  case shorts([UInt16])
  case words([UInt32])

  /// Words below `limit`.
  package init(_ words: [UInt32], below limit: Int) {
    if limit <= 1 << 8 {
      self = .bytes(words.converted { UInt8(truncatingIfNeeded: $0) })
    } else if limit <= 1 << 16 {
      self = .shorts(words.converted { UInt16(truncatingIfNeeded: $0) })
    } else {
      self = .words(words)
    }
  }

  /// Rows.
  package var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .shorts(let shorts): shorts.count
    case .words(let words): words.count
    }
  }

  /// The word of one row, for what is not hot.
  package subscript(row: Int) -> Int {
    switch self {
    case .bytes(let bytes): Int(bytes[row])
    case .shorts(let shorts): Int(shorts[row])
    case .words(let words): Int(words[row])
    }
  }

  func picking(_ rows: [UInt32]) -> NarrowWords {
    switch self {
    case .bytes(let bytes): .bytes(bytes.picking(rows))
    case .shorts(let shorts): .shorts(shorts.picking(rows))
    case .words(let words): .words(words.picking(rows))
    }
  }

  func slice(_ range: Range<Int>) -> NarrowWords {
    switch self {
    case .bytes(let bytes): .bytes(Array(bytes[range]))
    case .shorts(let shorts): .shorts(Array(shorts[range]))
    case .words(let words): .words(Array(words[range]))
    }
  }

  /// The values that the words are the indices of.
  package func spelledOut<Element: BitwiseCopyable>(_ values: [Element]) -> [Element] {
    switch self {
    case .bytes(let bytes): values.picking(bytes)
    case .shorts(let shorts): values.picking(shorts)
    case .words(let words): values.picking(words)
    }
  }

  /// Several behind each other, each plus its part's `start`; all below `limit`.
  static func concatenate(_ parts: [(words: NarrowWords, start: Int)], below limit: Int) -> NarrowWords {
    if limit <= 1 << 8 { return .bytes(joined(parts)) }
    return limit <= 1 << 16 ? .shorts(joined(parts)) : .words(joined(parts))
  }

  private static func joined<Word: UnsignedInteger & FixedWidthInteger>(
    _ parts: [(words: NarrowWords, start: Int)]
  ) -> [Word] {
    var all: [Word] = []
    all.reserveCapacity(parts.reduce(0) { $0 + $1.words.count })
    for (part, start) in parts {
      let first = Word(truncatingIfNeeded: start)
      switch part {
      case .bytes(let bytes): all.append(contentsOf: bytes.lazy.map { Word(truncatingIfNeeded: $0) &+ first })
      case .shorts(let shorts): all.append(contentsOf: shorts.lazy.map { Word(truncatingIfNeeded: $0) &+ first })
      case .words(let words): all.append(contentsOf: words.lazy.map { Word(truncatingIfNeeded: $0) &+ first })
      }
    }
    return all
  }
}
