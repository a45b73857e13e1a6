import SQLTypes

/// A VARBYTE's bytes, which are kept as pairs of hexadecimal digits in lower case: bytes in order are digits in order.
extension UnsafeRawBufferPointer {
  /// The byte of a pair of digits, which lies within them.
  @inline(__always)
  func byte(ofPair index: Int) -> UInt8 { self[2 * index].hexValue << 4 | self[2 * index + 1].hexValue }

  /// Appends the bytes of all pairs.
  func appendBytes(to output: inout [UInt8]) {
    for index in 0..<count / 2 { output.append(byte(ofPair: index)) }
  }

  /// Appends two digits a byte.
  func appendHexadecimal(to output: inout [UInt8]) {
    for byte in self { output.append(hexadecimal: byte) }
  }
}

extension [UInt8] {
  @inline(__always)
  mutating func append(hexadecimal byte: UInt8) {
    append((byte >> 4).hexDigit)
    append((byte & 15).hexDigit)
  }
}

extension UInt8 {
  /// Of a hexadecimal digit.
  @inline(__always)
  var hexValue: UInt8 { self < 0x40 ? self & 15 : (self & 15) &+ 9 }

  /// Of a number below 16, in lower case.
  @inline(__always)
  var hexDigit: UInt8 { self < 10 ? self &+ 0x30 : self &+ 0x57 }

  var isHexDigit: Bool { isDigit || lowercased &- 0x61 < 6 }
}
