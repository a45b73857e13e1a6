import SQLTypes

/// DATE (copy.md 7.7): what is written `YYYY-MM-DD` all at once, where no mask says otherwise.
struct DateRule: ValueRule {
  let reading: FieldReading
  private let plain: PlainRule<Int64>
  private let isMasked: Bool
  private let isStandard: Bool

  init(_ reading: FieldReading) {
    self.reading = reading
    plain = PlainRule(reading: reading)
    isMasked = reading.isMasked
    isStandard = reading.isStandard
  }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Parsed<Int64>? {
    if !isMasked, let start = bytes.baseAddress {
      if let days = PaddedDate.days(start, count: bytes.count) { return .value(days) }
      if isStandard, PaddedDate.isNoDay(start, count: bytes.count) { return .outOfRange }
    }
    return plain.quick(bytes, isNumber: isNumber)
  }
}
