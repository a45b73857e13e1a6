import SQLTypes

/// Types without a short cut of their own: wide DECIMAL, BOOLEAN, times and masked dates (copy.md 7.3, 7.5, 7.7).
struct PlainRule<Element: FixedValue>: ValueRule {
  let reading: FieldReading

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Parsed<Element>? {
    if isNumber && !bytes.isWholeNumber { return nil }
    return Element.read(bytes, reading.reader)
  }
}

extension UnsafeRawBufferPointer {
  /// Only digits, perhaps behind a minus: JSON's text of such a number is kept as it is (copy.md 7.2).
  fileprivate var isWholeNumber: Bool {
    for index in (first == UInt8(ascii: "-") ? 1 : 0)..<count where !self[index].isDigit { return false }
    return true
  }
}
