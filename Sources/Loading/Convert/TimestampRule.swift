import SQLTypes

/// TIMESTAMP (copy.md 7.7): what is written `YYYY-MM-DD HH:MI:SS` all at once, where no option says otherwise.
struct TimestampRule: ValueRule {
  let reading: FieldReading
  private let plain: PlainRule<Int64>
  private let isStandard: Bool

  init(_ reading: FieldReading) {
    self.reading = reading
    plain = PlainRule(reading: reading)
    isStandard = reading.isStandard
  }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Parsed<Int64>? {
    if isStandard, let start = bytes.baseAddress, let found = PaddedTimestamp.read(start, count: bytes.count) {
      return found
    }
    return plain.quick(bytes, isNumber: isNumber)
  }
}
