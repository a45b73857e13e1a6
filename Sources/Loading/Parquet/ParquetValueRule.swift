import Columnar
import Formats
import SQLTypes

/// How values of one size become those of a column.
protocol ParquetValueRule {
  associatedtype Element: FixedValue

  /// Converts a range of values into as many elements. Gives the first value that does not fit.
  func convert(
    _ values: ParquetValueBuffer, _ range: Range<Int>, into target: UnsafeMutablePointer<Element>
  ) -> Int?
}

struct ParquetBoolRule: ParquetValueRule {
  func convert(
    _ values: ParquetValueBuffer, _ range: Range<Int>, into target: UnsafeMutablePointer<Bool>
  ) -> Int? {
    target.update(from: values.bools + range.lowerBound, count: range.count)
    return nil
  }
}

struct ParquetDoubleRule: ParquetValueRule {
  func convert(
    _ values: ParquetValueBuffer, _ range: Range<Int>, into target: UnsafeMutablePointer<Double>
  ) -> Int? {
    target.update(from: values.doubles + range.lowerBound, count: range.count)
    return nil
  }
}

extension ParquetIntegerRule: ParquetValueRule {
  func convert(
    _ values: ParquetValueBuffer, _ range: Range<Int>, into target: UnsafeMutablePointer<Int64>
  ) -> Int? {
    let ints = values.ints + range.lowerBound
    if factor == 1 && divisor == 1 && !isUnsigned32 {
      target.update(from: ints, count: range.count)
    } else if isUnsigned32 {
      for index in 0..<range.count { target[index] = Int64(UInt32(truncatingIfNeeded: ints[index])) }
    } else if divisor > 1 {
      for index in 0..<range.count { target[index] = Timestamp.floorDivide(ints[index], divisor) }
    } else {
      return scaled(ints, range, target)
    }
    guard let limits = self.range, let bad = Self.firstOutside(limits, target, range.count) else { return nil }
    return range.lowerBound + bad
  }

  private func scaled(
    _ ints: UnsafeMutablePointer<Int64>, _ range: Range<Int>, _ target: UnsafeMutablePointer<Int64>
  ) -> Int? {
    let limits = self.range ?? .min ... .max
    for index in 0..<range.count {
      let (product, overflow) = ints[index].multipliedReportingOverflow(by: factor)
      guard !overflow, limits.contains(product) else { return range.lowerBound + index }
      target[index] = product
    }
    return nil
  }

  /// All are looked at before any is looked for.
  private static func firstOutside(
    _ limits: ClosedRange<Int64>, _ values: UnsafeMutablePointer<Int64>, _ count: Int
  ) -> Int? {
    var (least, most): (Int64, Int64) = (.max, .min)
    for index in 0..<count { (least, most) = (min(least, values[index]), max(most, values[index])) }
    guard count > 0, least < limits.lowerBound || most > limits.upperBound else { return nil }
    return (0..<count).first { !limits.contains(values[$0]) }
  }
}

/// INT96: nanoseconds of the day in eight bytes and the Julian day in four, the lowest byte first.
struct ParquetInt96Rule: ParquetValueRule {
  private static let julianEpoch: Int64 = 2_440_588

  func convert(
    _ values: ParquetValueBuffer, _ range: Range<Int>, into target: UnsafeMutablePointer<Int64>
  ) -> Int? {
    for index in range {
      // In bounds: a value has twelve bytes.
      let bytes = values.slices[index].bytes
      let nanoseconds = Int64(littleEndian: bytes.loadUnaligned(as: Int64.self))
      let day = Int64(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: Int32.self))) - Self.julianEpoch
      guard let midnight = Timestamp.midnight(days: day) else { return index }
      let (time, overflow) = midnight.addingReportingOverflow(Timestamp.floorDivide(nanoseconds, 1000))
      guard !overflow, Timestamp.range.contains(time) else { return index }
      target[index - range.lowerBound] = time
    }
    return nil
  }
}

/// A decimal's digits without the point, in a column of up to 19 of them or of up to 38.
struct ParquetDecimalRule<Element: FixedValue & FixedWidthInteger>: ParquetValueRule {
  let precision: Int
  /// Values are bytes, the highest first, and no numbers.
  let ofBytes: Bool

  func convert(
    _ values: ParquetValueBuffer, _ range: Range<Int>, into target: UnsafeMutablePointer<Element>
  ) -> Int? {
    for index in range {
      let value = ofBytes ? Self.number(values.slices[index].bytes) : Int128(values.ints[index])
      guard let value, DecimalArithmetic.fits(value, precision: precision) else { return index }
      target[index - range.lowerBound] = Element(truncatingIfNeeded: value)
    }
    return nil
  }

  /// Nil for more than 128 bits, which are more than 38 digits.
  private static func number(_ bytes: UnsafeRawBufferPointer) -> Int128? {
    guard let first = bytes.first else { return 0 }
    var value: Int128 = first < 0x80 ? 0 : -1
    for (index, byte) in bytes.enumerated() {
      guard bytes.count - index <= 16 || byte == (first < 0x80 ? 0 : 0xff) else { return nil }
      value = value << 8 | Int128(byte)
    }
    return bytes.count <= 16 || (value < 0) == (first >= 0x80) ? value : nil
  }
}
