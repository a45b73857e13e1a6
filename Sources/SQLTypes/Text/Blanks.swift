/// White space as the value rules see it: blank, tab, line feed, vertical tab, form feed, carriage return.
extension UInt8 {
  @inlinable package var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0d) }
  @inlinable package var isDigit: Bool { self &- 0x30 < 10 }
  @inlinable package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// ASCII lower case; other bytes stay.
  @inlinable package var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension UnsafeRawBufferPointer {
  /// The same bytes without blanks at either end. A slice of these bytes, so in bounds.
  @inlinable package var trimmed: UnsafeRawBufferPointer {
    var start = 0
    var end = count
    while start < end, self[start].isBlank { start &+= 1 }
    while end > start, self[end &- 1].isBlank { end &-= 1 }
    return UnsafeRawBufferPointer(rebasing: self[start..<end])
  }

  /// Compares with ASCII text in lower case, ignoring the case of these bytes.
  @inlinable package func equals(lowercase text: StaticString) -> Bool {
    guard text.utf8CodeUnitCount == count else { return false }
    for index in 0..<count where self[index].lowercased != text.utf8Start[index] { return false }
    return true
  }
}

extension String {
  /// Hands the UTF-8 bytes to a parser on raw bytes.
  package func withRawUTF8<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var copy = self
    return copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }

  /// A short text made by a writer on raw bytes, which says how many of `capacity` bytes it wrote.
  package init(capacity: Int, writing body: (UnsafeMutableRawBufferPointer) -> Int) {
    self.init(unsafeUninitializedCapacity: capacity) { body(UnsafeMutableRawBufferPointer($0)) }
  }
}
