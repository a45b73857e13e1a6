import Columnar
import Planning
import SQLTypes

/// Parts of strings: LEFT, RIGHT, SUBSTRING, the trims, SPLIT_PART.
extension KernelCall {
  func leftPart() throws -> Column {
    let (counts, mask) = try intValues(1)
    return try sliced { row, bytes in 0..<bytes.offset(afterCharacters: clamped(counts[row & mask])) }
  }

  func rightPart() throws -> Column {
    let (counts, mask) = try intValues(1)
    return try sliced { row, bytes in bytes.offset(ofLast: clamped(counts[row & mask]))..<bytes.count }
  }

  func substring() throws -> Column {
    let window = try substringWindow()
    return try sliced { row, bytes throws(SQLError) in
      guard let (first, end) = try window(row) else { return 0..<0 }
      let from = bytes.offset(afterCharacters: clamped(first - 1))
      return from..<bytes.offset(afterCharacters: clamped(end - first), from: from)
    }
  }

  /// What SUBSTRING's arguments ask for a row: the first position, from 1, and the one behind the last; nil for
  /// nothing. Positions before the first character use the length up: ('caterpillar', -2, 6) is 'cat'.
  func substringWindow() throws(SQLError) -> (Int) throws(SQLError) -> (first: Int64, end: Int64)? {
    let (starts, startMask) = try intValues(1)
    let hasLength = arguments.count == 3
    let (lengths, lengthMask) = hasLength ? try intValues(2) : ([0], 0)
    return { row throws(SQLError) in
      let start = starts[row & startMask]
      let length = hasLength ? lengths[row & lengthMask] : .max
      guard length >= 0 else { throw SQLError(SQLState("22011"), "negative substring length not allowed") }
      let (sum, overflow) = start.addingReportingOverflow(length)
      let end = overflow || !hasLength ? Int64.max : sum
      let first = max(start, 1)
      return end > first ? (first, end) : nil
    }
  }

  func splitPart() throws -> Column {
    let (delimiters, delimiterMask) = try views(1)
    let (numbers, numberMask) = try intValues(2)
    return try sliced { row, bytes throws(SQLError) in
      let number = numbers[row & numberMask]
      guard number > 0 else { throw SQLError(.invalidParameter, "field position must be greater than zero") }
      return delimiters[row & delimiterMask].withBytes { part(of: bytes, between: $0, number: number) }
    }
  }

  private func part(
    of bytes: UnsafeRawBufferPointer, between delimiter: UnsafeRawBufferPointer, number: Int64
  ) -> Range<Int> {
    if delimiter.isEmpty { return number == 1 ? 0..<bytes.count : 0..<0 }
    var start = 0
    var left = number
    while left > 1 {
      guard let next = bytes.firstOffset(of: delimiter, from: start) else { return 0..<0 }
      start = next + delimiter.count
      left -= 1
    }
    return start..<(bytes.firstOffset(of: delimiter, from: start) ?? bytes.count)
  }

  /// Characters of a set from either end or both; the set is a blank unless given.
  func trim(fromStart: Bool, fromEnd: Bool) throws -> Column {
    guard arguments.count == 2 else {
      let blank = CharacterSet([0x20])
      return try sliced { _, bytes in blank.trimmed(bytes, fromStart: fromStart, fromEnd: fromEnd) }
    }
    let (sets, mask) = try views(1)
    var known = CharacterSet([])
    var knownView: StringView?
    return try sliced { row, bytes in
      let view = sets[row & mask]
      if knownView != view {
        known = CharacterSet(view)
        knownView = view
      }
      return known.trimmed(bytes, fromStart: fromStart, fromEnd: fromEnd)
    }
  }

  /// A count of characters that no string exceeds.
  private func clamped(_ count: Int64) -> Int { Int(max(0, min(count, 1 << 40))) }
}

/// A few characters to look for.
private struct CharacterSet {
  private var scalars: [UInt32]

  init(_ scalars: [UInt32]) { self.scalars = scalars }

  init(_ view: StringView) { scalars = view.string.unicodeScalars.map(\.value) }

  func trimmed(_ bytes: UnsafeRawBufferPointer, fromStart: Bool, fromEnd: Bool) -> Range<Int> {
    var (start, end) = (0, bytes.count)
    while fromStart && start < end {
      let (value, length) = bytes.scalar(at: start)
      guard scalars.contains(value) else { break }
      start += length
    }
    while fromEnd && end > start {
      var last = end - 1
      while last > start && bytes.isContinuation(last) { last -= 1 }
      guard scalars.contains(bytes.scalar(at: last).value) else { break }
      end = last
    }
    return start..<max(start, end)
  }
}
