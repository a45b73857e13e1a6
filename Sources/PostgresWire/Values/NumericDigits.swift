import SQLTypes

/// PostgreSQL's binary NUMERIC: digits to the base of 10,000 with their weight, sign and scale.
///
/// ```
/// -12345.678 (scale 3)    count 3   weight 1   sign 4000   scale 3   digits 1 2345 6780
/// ```
enum NumericDigits {
  private static let negative: UInt16 = 0x4000
  private static let notANumber: UInt16 = 0xc000
  private static let base: Int128 = 10_000

  /// Bytes of the longest: eight of header, two for each of eleven digits of a NUMERIC(38).
  static let maximumLength = 30

  /// Writes an unscaled number and gives the count of bytes; `buffer` holds `maximumLength` bytes.
  static func write(_ unscaled: Int128, scale: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    // The fraction is filled up to whole digits of the base.
    let fill = (4 - scale % 4) % 4
    var rest = unscaled.magnitude
    var digits: (count: Int, values: [12 of UInt16]) = (0, .init(repeating: 0))
    if fill > 0, scale > 0 {
      let ten = UInt128(PowersOfTen.int128(4 - fill))
      let last = UInt16(truncatingIfNeeded: rest % ten) * UInt16(truncatingIfNeeded: PowersOfTen.int64(fill))
      rest /= ten
      digits.values[0] = last
      digits.count = 1
    }
    while rest > 0 {
      digits.values[digits.count] = UInt16(truncatingIfNeeded: rest % UInt128(base))
      rest /= UInt128(base)
      digits.count += 1
    }
    let fractionDigits = (scale + 3) / 4
    return put(digits.values, count: digits.count, fractionDigits, isNegative: unscaled < 0, scale, buffer)
  }

  /// `values` are lowest first, `fraction` of them behind the point. Zeros at both ends are left out.
  private static func put(
    _ values: [12 of UInt16], count: Int, _ fraction: Int, isNegative: Bool, _ scale: Int,
    _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    var (low, high) = (0, count)
    while high > 0, values[high - 1] == 0 { high -= 1 }
    while low < high, values[low] == 0 { low += 1 }
    let weight = high > low ? high - fraction - 1 : 0
    buffer.put(UInt16(truncatingIfNeeded: high - low), at: 0)
    buffer.put(Int16(truncatingIfNeeded: weight), at: 2)
    buffer.put(isNegative ? negative : 0, at: 4)
    buffer.put(UInt16(truncatingIfNeeded: scale), at: 6)
    for (number, index) in (low..<high).reversed().enumerated() { buffer.put(values[index], at: 8 + number * 2) }
    return 8 + (high - low) * 2
  }

  /// The narrowest type of a number written with digits and a point; nil for any other text, and for too many digits.
  static func type(ofText text: [UInt8]) -> DataType? {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard (1...38).contains(parts.reduce(0) { $0 + $1.count }),
      parts.allSatisfy({ $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return nil }
    let scale = parts.count == 2 ? parts[1].count : 0
    return .decimal(precision: max(parts[0].count + scale, 1), scale: scale)
  }

  /// The number as text, which any type can be read from: `-12345.678`.
  static func text(_ bytes: [UInt8]) throws(WireFormatError) -> String {
    var reader = MessageReader(bytes)
    let count = Int(try reader.integer(UInt16.self))
    let weight = Int(try reader.integer(Int16.self))
    let sign = try reader.integer(UInt16.self)
    _ = try reader.integer(UInt16.self)
    if sign == notANumber { return "NaN" }
    guard sign == 0 || sign == negative else { throw .invalidField("numeric sign") }
    var text = sign == negative ? "-0" : "0"
    // Digits of the base that stand before the point, or zeros between it and the first.
    for place in min(0, weight + 1)..<max(count, weight + 1) {
      if place == weight + 1 { text += "." }
      let digit = place >= 0 && place < count ? try reader.integer(UInt16.self) : 0
      guard digit < 10_000 else { throw .invalidField("numeric digit") }
      text += String("\(Int(digit) + 10_000)".dropFirst())
    }
    try reader.finish()
    return text
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Stores a number big-endian; its bytes are within the buffer, which is checked.
  func put<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number, at offset: Int) {
    storeBytes(of: number.bigEndian, toByteOffset: offset, as: Number.self)
  }
}
