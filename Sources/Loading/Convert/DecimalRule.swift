import SQLTypes

/// DECIMAL of up to 19 digits (copy.md 7.3): short ones eight digits at a time.
struct DecimalRule: ValueRule {
  let reading: FieldReading
  private let plain: PlainRule<Int64>
  private let scale: Int
  private let unit: Int64
  /// No unscaled value is as large.
  private let limit: Int64

  init(_ reading: FieldReading, precision: Int, scale: Int) {
    self.reading = reading
    plain = PlainRule(reading: reading)
    self.scale = scale
    unit = scale <= 18 ? PowersOfTen.int64(scale) : 0
    limit = precision > 18 ? .max : PowersOfTen.int64(precision)
  }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Parsed<Int64>? {
    if !isNumber, let start = bytes.baseAddress,
      let value = PaddedNumber.decimal(start, count: bytes.count, scale: scale, unit: unit), value < limit,
      value > -limit
    {
      return .value(value)
    }
    return plain.quick(bytes, isNumber: isNumber)
  }
}
