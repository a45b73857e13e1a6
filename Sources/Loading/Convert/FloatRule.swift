import SQLTypes

/// REAL and DOUBLE PRECISION (copy.md 7.4). A JSON number is not printed first: 17 digits read back as the same double.
struct FloatRule: ValueRule {
  let reading: FieldReading
  private let isReal: Bool

  init(_ reading: FieldReading) {
    self.reading = reading
    isReal = reading.reader.type == .real
  }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Parsed<Double>? {
    if !isReal, let start = bytes.baseAddress, let value = PaddedNumber.double(start, count: bytes.count) {
      return .value(value)
    }
    return reading.reader.double(bytes)
  }
}
