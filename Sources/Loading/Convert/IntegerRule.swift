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
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Int64? {
    if let start = bytes.baseAddress, let value = PaddedNumber.integer(start, count: bytes.count) {
      return range.contains(value) ? value : nil
    }
    guard case .value(let value) = IntegerText.parse(bytes), range.contains(value) else { return nil }
    return value
  }
}
