import SQLTypes

/// SMALLINT, INTEGER and BIGINT (copy.md 7.2): short ones eight bytes at a time.
struct IntegerRule: ValueRule {
  let reading: FieldReading
  private let range: ClosedRange<Int64>

  init(_ reading: FieldReading) {
    self.reading = reading
    range = reading.reader.type.integerRange
  }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Parsed<Int64>? {
    if let start = bytes.baseAddress {
      if let value = PaddedNumber.integer(start, count: bytes.count) {
        return range.contains(value) ? .value(value) : .outOfRange
      }
      if let position = PaddedNumber.invalidDigit(start, count: bytes.count) { return .invalid(position: position) }
    }
    return IntegerText.parse(bytes).map { range.contains($0) ? $0 : nil }
  }
}
