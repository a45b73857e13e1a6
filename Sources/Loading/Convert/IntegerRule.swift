import Formats
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

  /// Digits and nothing else.
  func readPlain(
    _ fields: UnsafeBufferPointer<FieldSlice>, _ start: UnsafeRawPointer, _ values: UnsafeMutablePointer<Int64>,
    missing: UnsafeMutablePointer<UInt16>
  ) -> Int {
    let most = UInt64(range.upperBound)
    var count = 0
    for row in 0..<fields.count {
      // In bounds: mappers yield only slices that lie in the window.
      let value = PaddedNumber.whole(start + fields[row].offset, count: fields[row].length)
      values[row] = value
      missing[count] = UInt16(truncatingIfNeeded: row)
      count &+= UInt64(bitPattern: value) <= most ? 0 : 1
    }
    return count
  }
}
