/// Finds the keyword in a stretch of bytes without making a string: open addressing over a hash of the folded bytes.
struct KeywordTable: Sendable {
  private struct Entry {
    var keyword: Keyword
    var isReserved: Bool
    var start: Int
    var length: Int
  }

  static let shared = KeywordTable()
  private static let mask: UInt32 = 1023
  private static let longest = 17

  private var entries: [Entry] = []
  /// All spellings, end to end.
  private var letters: [UInt8] = []
  /// Index into `entries` plus one; 0 is free.
  private var slots = [UInt16](repeating: 0, count: Int(mask) + 1)

  private init() {
    var isReserved = true
    for keyword in Keyword.allCases where keyword != .unlisted {
      add(keyword, isReserved: isReserved)
      if keyword == Keyword.lastReserved { isReserved = false }
    }
  }

  private mutating func add(_ keyword: Keyword, isReserved: Bool) {
    let start = letters.count
    letters.append(contentsOf: keyword.rawValue.utf8)
    entries.append(Entry(keyword: keyword, isReserved: isReserved, start: start, length: letters.count - start))
    var slot = Self.hash(letters, start, letters.count) & Self.mask
    while slots[Int(slot)] != 0 { slot = (slot &+ 1) & Self.mask }
    slots[Int(slot)] = UInt16(entries.count)
  }

  private static func hash(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in start..<end { hash = (hash ^ UInt32(bytes[index].foldedASCII)) &* 16_777_619 }
    return hash ^ (hash >> 15)
  }

  /// The keyword spelled by the bytes, in any case, and whether it is reserved.
  func find(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (keyword: Keyword, isReserved: Bool) {
    guard end - start <= Self.longest else { return (.unlisted, false) }
    var slot = Self.hash(bytes, start, end) & Self.mask
    while slots[Int(slot)] != 0 {
      let entry = entries[Int(slots[Int(slot)]) - 1]
      if entry.length == end - start, spells(entry, bytes, start) { return (entry.keyword, entry.isReserved) }
      slot = (slot &+ 1) & Self.mask
    }
    return (.unlisted, false)
  }

  private func spells(_ entry: Entry, _ bytes: [UInt8], _ start: Int) -> Bool {
    for index in 0..<entry.length where letters[entry.start + index] != bytes[start + index].foldedASCII {
      return false
    }
    return true
  }
}
