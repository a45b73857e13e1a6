import Columnar
import SQLTypes

/// A LIKE pattern, taken apart once.
///
/// `%` cuts it into segments. The first must stand at the start of the text, the last at its end, and each of the
/// others at the first byte behind the one before it: no choice is ever taken back, so a match takes no more than one
/// pass a segment.
///
/// ```
/// 'Moz%5._ (%)'   →   "Moz"  "5.", any character, " ("  ")"
/// ```
struct LikePattern: Sendable {
  private struct Segment {
    /// The bytes of plain characters; 0 for `_`.
    var bytes: [UInt8] = []
    /// For each byte whether it is an `_`.
    var isAny: [Bool] = []

    var isPlain: Bool { !isAny.contains(true) }
  }

  private var segments: [Segment] = [Segment()]
  private let ignoresCase: Bool

  /// 22025 where the escape character is the last.
  init(_ pattern: StringView, escape: StringView?, ignoresCase: Bool) throws(SQLError) {
    self.ignoresCase = ignoresCase
    let escapeBytes = escape.map { Array($0.string.utf8) } ?? [0x5c]
    let bytes = Array(pattern.string.utf8)
    var index = 0
    while index < bytes.count {
      if !escapeBytes.isEmpty && bytes[index...].starts(with: escapeBytes) {
        index += escapeBytes.count
        guard index < bytes.count else {
          throw SQLError(SQLState("22025"), "LIKE pattern must not end with escape character")
        }
        append(bytes[index], isAny: false)
      } else if bytes[index] == 0x25 {
        segments.append(Segment())
      } else {
        append(bytes[index], isAny: bytes[index] == 0x5f)
      }
      index += 1
    }
  }

  private mutating func append(_ byte: UInt8, isAny: Bool) {
    segments[segments.count - 1].bytes.append(isAny ? 0 : ignoresCase ? byte.lowercased : byte)
    segments[segments.count - 1].isAny.append(isAny)
  }

  /// The text without wildcards that the pattern is; nil for any other.
  var exactText: [UInt8]? {
    segments.count == 1 && segments[0].isPlain && !ignoresCase ? segments[0].bytes : nil
  }

  func matches(_ view: StringView) -> Bool { view.withBytes { matches($0) } }

  private func matches(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let start = end(of: segments[0], in: text, at: 0) else { return false }
    if segments.count == 1 { return start == text.count }
    var offset = start
    for segment in segments[1..<segments.count - 1] {
      guard let next = find(segment, in: text, from: offset) else { return false }
      offset = next
    }
    return endsWith(segments[segments.count - 1], text, from: offset)
  }

  /// The end of the segment where it stands at `offset`; nil where it does not.
  private func end(of segment: Segment, in text: UnsafeRawBufferPointer, at offset: Int) -> Int? {
    var offset = offset
    for index in 0..<segment.bytes.count {
      guard offset < text.count else { return nil }
      if segment.isAny[index] {
        offset = text.offset(afterCharacters: 1, from: offset)
      } else {
        let byte = ignoresCase ? text[offset].lowercased : text[offset]
        guard byte == segment.bytes[index] else { return nil }
        offset += 1
      }
    }
    return offset
  }

  /// The end of the segment at the first offset where it stands, at or after `start`.
  private func find(_ segment: Segment, in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    if segment.isPlain && !ignoresCase {
      return segment.bytes.withUnsafeBytes { needle in
        text.firstOffset(of: needle, from: start).map { $0 + needle.count }
      }
    }
    var offset = start
    while offset <= text.count {
      if let end = end(of: segment, in: text, at: offset) { return end }
      offset = offset < text.count ? text.offset(afterCharacters: 1, from: offset) : offset + 1
    }
    return nil
  }

  private func endsWith(_ segment: Segment, _ text: UnsafeRawBufferPointer, from start: Int) -> Bool {
    // Each element takes at least its plain bytes and one character an `_`, so the offset is counted from the end.
    var offset = text.count
    for index in stride(from: segment.bytes.count - 1, through: 0, by: -1) {
      guard offset > start else { return false }
      offset -= 1
      if segment.isAny[index] {
        while offset > start && text.isContinuation(offset) { offset -= 1 }
      } else {
        let byte = ignoresCase ? text[offset].lowercased : text[offset]
        guard byte == segment.bytes[index] else { return false }
      }
    }
    return true
  }
}
