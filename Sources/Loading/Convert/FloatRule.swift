import Formats
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

  /// Up to 16 digits, perhaps with a sign and a point.
  func readPlain(
    _ fields: UnsafeBufferPointer<FieldSlice>, _ start: UnsafeRawPointer, _ values: UnsafeMutablePointer<Double>,
    missing: UnsafeMutablePointer<UInt16>
  ) -> Int {
    var count = 0
    for row in 0..<fields.count {
      // In bounds: mappers yield only slices that lie in the window.
      let number = start + fields[row].offset
      if !isReal, let value = PaddedNumber.double(number, count: fields[row].length) {
        values[row] = value
      } else {
        missing[count] = UInt16(truncatingIfNeeded: row)
        count &+= 1
      }
    }
    return count
  }
}
