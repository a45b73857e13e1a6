/// How the keys of one row lie behind each other in a `JoinHashTable`, in words of eight bytes:
///
/// ```
/// hash | row, size, mark | words … | wide numbers, two words each … | strings …
/// string of up to 12 bytes:  head | tail              (its view)
/// longer string:             head | bytes, filled up to whole words
/// ```
/// The mark says that no record behind in the bucket has the hash; without it one may.
///
/// One row's keys are next to each other, so that comparing them costs a cache miss or two, where columns cost one for
/// each view and one for each string.
struct KeyRowLayout {
  static let headerWords = 2
  /// In the header's second word: 32 bits of row, 31 of size, and the mark.
  @inline(__always)
  static var lastMark: UInt64 { 1 << 63 }

  /// Words of the record whose header's second word this is.
  @inline(__always)
  static func size(_ second: UInt64) -> Int { Int(second >> 32 & 0x7fff_ffff) }

  /// Columns of words, of wide numbers and of strings, in the order in which they lie.
  let words: [Int]
  let int128s: [Int]
  let strings: [Int]

  init(_ keys: KeyColumns) {
    words = keys.columns.indices.filter { if case .words = keys.columns[$0].storage { true } else { false } }
    int128s = keys.columns.indices.filter { if case .int128s = keys.columns[$0].storage { true } else { false } }
    strings = keys.columns.indices.filter { if case .strings = keys.columns[$0].storage { true } else { false } }
  }

  /// Words of the header and of all keys but strings.
  var fixedWords: Int { Self.headerWords + words.count + 2 * int128s.count }

  /// Words of a string behind its head.
  @inline(__always)
  static func payloadWords(_ view: StringView) -> Int { view.isInline ? 1 : (view.count + 7) >> 3 }

  /// Words that each of `rows` takes.
  func sizes(_ keys: KeyColumns, _ rows: ArraySlice<UInt32>) -> [UInt32] {
    var sizes = [UInt32](repeating: UInt32(fixedWords + strings.count), count: rows.count)
    for column in strings {
      let values = keys.columns[column].strings
      let mask = keys.columns[column].mask
      for (index, row) in rows.enumerated() {
        sizes[index] += UInt32(truncatingIfNeeded: Self.payloadWords(values.values[Int(row) & mask]))
      }
    }
    return sizes
  }

  /// Writes the keys of `rows`, the header left out, to `offsets` behind `base`, at each of which there is room for its
  /// row.
  func write(_ keys: KeyColumns, _ rows: ArraySlice<UInt32>, _ offsets: [Int], to base: UnsafeMutablePointer<UInt64>) {
    var offset = Self.headerWords
    for column in words {
      let values = keys.columns[column].words
      let mask = keys.columns[column].mask
      for (start, row) in zip(offsets, rows) { base[start + offset] = UInt64(bitPattern: values[Int(row) & mask]) }
      offset += 1
    }
    for column in int128s {
      let values = keys.columns[column].int128s
      let mask = keys.columns[column].mask
      for (start, row) in zip(offsets, rows) {
        let value = values[Int(row) & mask]
        base[start + offset] = UInt64(truncatingIfNeeded: value)
        base[start + offset + 1] = UInt64(truncatingIfNeeded: value >> 64)
      }
      offset += 2
    }
    var cursors = offsets.map { $0 + offset }
    for column in strings {
      let values = keys.columns[column].strings
      let mask = keys.columns[column].mask
      for (index, row) in rows.enumerated() {
        cursors[index] += Self.write(values.values[Int(row) & mask], to: base + cursors[index])
      }
    }
  }

  private static func write(_ view: StringView, to target: UnsafeMutablePointer<UInt64>) -> Int {
    let size = 1 + payloadWords(view)
    target[0] = view.head
    if view.isInline {
      target[1] = view.tail
    } else {
      target[size - 1] = 0
      view.copy(to: UnsafeMutableRawPointer(target + 1))
    }
    return size
  }
}
