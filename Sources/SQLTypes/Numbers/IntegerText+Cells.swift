/// Whole numbers eight digits at a time, without a branch on their length: 2 ns a number instead of 6.
///
/// Eight digits are found together, each in a byte of a word, the first in the lowest:
///
/// ```
/// 1204         →  0 0 0 0 | 1 2 0 4          two numbers below 10,000 in the halves of the word
///              →  0 0   0 0 | 1 2   0 4      four below 100
///              →  0 0 0 0 1 2 0 4            eight digits
/// ```
///
/// The zeros in front are shifted out; how many there are tells the length. Hours, days, levels and other columns whose
/// numbers are all below 1024 are looked up in a table.
extension FieldCells {
  /// What `IntegerText.write` writes, row by row.
  package func fill(integers values: UnsafeBufferPointer<Int64>, end: UInt8) {
    precondition(values.count <= capacity, "the cells hold the block")
    var bits: Int64 = 0
    for value in values { bits |= value }
    if UInt64(bitPattern: bits) < UInt64(IntegerText.smallTexts.count) {
      fill(small: values, end)
    } else {
      fill(any: values, end)
    }
  }

  private func fill(small values: UnsafeBufferPointer<Int64>, _ end: UInt8) {
    IntegerText.smallTexts.withUnsafeBufferPointer { texts in
      for row in 0..<values.count {
        let text = texts[Int(values[row])]
        // In bounds: eight bytes of the row's cell, of which the last is the count.
        bytes.storeBytes(of: text.littleEndian, toByteOffset: row &* Self.width, as: UInt64.self)
        finish(row, Int(truncatingIfNeeded: text &>> 56), end)
      }
    }
  }

  private func fill(any values: UnsafeBufferPointer<Int64>, _ end: UInt8) {
    for row in 0..<values.count {
      let value = values[row]
      if UInt64(bitPattern: value) < 100_000_000 {
        let digits = IntegerText.eightDigits(of: UInt32(truncatingIfNeeded: value))
        let zeros = IntegerText.leadingZeros(digits)
        let text = (digits | IntegerText.asciiZeros) &>> UInt64(truncatingIfNeeded: zeros &* 8)
        // In bounds: eight bytes of the row's cell.
        bytes.storeBytes(of: text.littleEndian, toByteOffset: row &* Self.width, as: UInt64.self)
        finish(row, 8 &- zeros, end)
      } else {
        put(row, end: end) { IntegerText.write(value, into: $0) }
      }
    }
  }
}

extension IntegerText {
  /// The texts of 0 to 1023, the first digit in the lowest byte, their lengths in the highest.
  static let smallTexts: [UInt64] = (0..<1024).map { (number: UInt32) -> UInt64 in
    let digits = eightDigits(of: number)
    let zeros = leadingZeros(digits)
    return (digits | asciiZeros) >> UInt64(zeros * 8) & 0xffff_ffff | UInt64(8 - zeros) << 56
  }

  static let asciiZeros: UInt64 = 0x3030_3030_3030_3030

  /// The digits of a number below 100,000,000, zeros in front, the first in the lowest byte; not yet ASCII.
  @inline(__always)
  static func eightDigits(of value: UInt32) -> UInt64 {
    let high = value / 10_000
    let halves = UInt64(high) | UInt64(value &- high &* 10_000) &<< 32
    // Exact for what stands in each field: x * 10486 >> 20 is x / 100 below 10,000, x * 103 >> 10 is x / 10 below 100.
    let hundreds = (halves &* 10_486) &>> 20 & 0x0000_007f_0000_007f
    let pairs = (halves &- hundreds &* 100) &<< 16 | hundreds
    let tens = (pairs &* 103) &>> 10 & 0x000f_000f_000f_000f
    return (pairs &- tens &* 10) &<< 8 | tens
  }

  /// Of eight digits, at most seven: 0 is written with one.
  @inline(__always)
  static func leadingZeros(_ digits: UInt64) -> Int { (digits | 1 &<< 56).trailingZeroBitCount &>> 3 }
}
