/// How far the walk through an object's members is: behind the value of `entry`, or before it.
struct MemberStep {
  var entry: Int
  /// Negative where there is a fault.
  var offset: Int
  var isAtValue = false
  /// Behind the object's brace.
  var isEnd = false
}

/// The fast path: member after member as the record before had them.
///
/// **What it gains.** Key, value, key, value in one loop whose state is in registers: offset, window, entries, row. Far
/// from the limit no load passes it, so that one comparison a member is enough.
///
/// **Why the answer is the same.** It takes only keys that are predicted (`JSONKeyTable+Prediction.swift`), values by
/// the scanner's own functions, and stops wherever anything else stands, or the limit is near, with all that was set so
/// far as the general way would have set it. What it stopped at, and every fault, is the general way's to read.
extension JSONKeyTable {
  /// A pattern of 32 bytes and a value's first 33.
  private static let reach = 96

  /// Walks on from the brace of an object, which is `brace`'s, or from behind the value of another entry.
  @inline(never)
  func walk(
    _ start: MemberStep, isFirst: Bool, _ scanner: inout JSONScanner, _ row: RecordRow
  ) -> MemberStep {
    let cursor = scanner.cursor
    let last = cursor.limit &- Self.reach
    return entries.withUnsafeBufferPointer { entries in
      // In bounds: a step's entry and every `next` that is not negative are indices of `entries`.
      let table = entries.baseAddress.unsafelyUnwrapped
      var (entry, offset) = (start.entry, start.offset)
      // A brace's pattern is learnt with its `next`; another's stands with the entry that it leads to.
      var key = isFirst ? entry : Int(table[entry].next)
      var next = Int(table[entry].next)
      while offset < last, key >= 0, table[key].matches(cursor, offset) {
        let value = offset &+ Int(table[key].length)
        entry = next
        let target = Int(table[entry].target)
        guard target >= Target.unwanted else { return MemberStep(entry: entry, offset: value, isAtValue: true) }
        guard
          let found = table[entry].value(value, cursor)
            ?? longValue(value, repeats: table[entry].repeats, &scanner)
        else { return MemberStep(entry: entry, offset: value, isAtValue: true) }
        if target >= 0 { row.set(target, found.slice) }
        offset = found.end
        next = Int(table[entry].next)
        key = next
      }
      let isEnd = !isFirst || entry != start.entry
      if isEnd, offset < cursor.limit, cursor.byte(offset) == UInt8(ascii: "}") {
        return MemberStep(entry: entry, offset: offset &+ 1, isEnd: true)
      }
      return MemberStep(entry: entry, offset: offset)
    }
  }

  /// Any other value: a string that came before, or any string or number; anything else is not found.
  @inline(never)
  private func longValue(_ start: Int, repeats: Bool, _ scanner: inout JSONScanner) -> JSONScanner.Found? {
    let byte = scanner.cursor.byte(start)
    let found: JSONScanner.Found
    if byte == UInt8(ascii: "\"") {
      if repeats, let known = repeatedStrings.find(start &+ 1, scanner.cursor) { return known }
      found = scanner.scanLongString(start &+ 1)
    } else {
      guard byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") else { return nil }
      found = scanner.scanNumber(start)
    }
    return found.end < 0 ? nil : found
  }
}

extension JSONKeyTable.Entry {
  /// A string, a number or null at `start`, far from the limit; anything else is not found.
  @inline(__always)
  fileprivate func value(_ start: Int, _ cursor: JSONCursor) -> JSONScanner.Found? {
    if steady.isKnown, let found = cursor.steadyValue(start, steady) { return found }
    let byte = cursor.byte(start)
    if byte == UInt8(ascii: "\"") { return cursor.shortString(start &+ 1) }
    if byte &- UInt8(ascii: "0") < 10 { return cursor.shortNumber(start) }
    if cursor.half(start) == 0x6c6c_756e {
      return JSONScanner.Found(.null, start, start &+ 4, next: start &+ 4)
    }
    return nil
  }
}
