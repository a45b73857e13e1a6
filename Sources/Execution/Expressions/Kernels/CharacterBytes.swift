import SQLTypes

/// UTF-8 text as characters, which are code points here as in Redshift.
///
/// Bounds: offsets that these functions give lie within the bytes they were asked about.
extension UnsafeRawBufferPointer {
  @inline(__always)
  func isContinuation(_ offset: Int) -> Bool { self[offset] & 0xc0 == 0x80 }

  /// Number of characters.
  var characterCount: Int {
    var count = 0
    for byte in self where byte & 0xc0 != 0x80 { count &+= 1 }
    return count
  }

  /// Where the character after `characters` others starts, seen from `start`; the end where there are not as many.
  func offset(afterCharacters characters: Int, from start: Int = 0) -> Int {
    var left = characters
    var offset = start
    while left > 0 && offset < count {
      offset &+= 1
      while offset < count && isContinuation(offset) { offset &+= 1 }
      left &-= 1
    }
    return offset
  }

  /// Where the last `characters` characters start.
  func offset(ofLast characters: Int) -> Int {
    var left = characters
    var offset = count
    while left > 0 && offset > 0 {
      offset &-= 1
      while offset > 0 && isContinuation(offset) { offset &-= 1 }
      left &-= 1
    }
    return offset
  }

  /// Where `needle` first stands at or after `start`; nil where it does not.
  func firstOffset(of needle: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    guard let head = needle.first else { return start <= count ? start : nil }
    guard needle.count <= count else { return nil }
    let last = count - needle.count
    var offset = start
    while offset <= last {
      if self[offset] == head && hasBytes(needle, at: offset) { return offset }
      offset &+= 1
    }
    return nil
  }

  /// `needle` fits behind `offset`: the caller has compared the counts.
  private func hasBytes(_ needle: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    for index in 1..<Swift.max(1, needle.count) where self[offset &+ index] != needle[index] { return false }
    return true
  }

  /// The code point that starts at `offset`, and its length; any byte that starts none stands for itself.
  func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(self[offset])
    guard lead >= 0xc0 else { return (lead, 1) }
    let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    guard offset + length <= count else { return (lead, 1) }
    var value = lead & (0xff >> UInt32(length + 1))
    for index in 1..<length { value = value << 6 | UInt32(self[offset + index] & 0x3f) }
    return (value, length)
  }
}
