import SQLTypes

/// How FROM_VARBYTE writes bytes as text and TO_VARBYTE reads them.
enum BytesFormat {
  case hexadecimal, binary, utf8, base64

  /// 22023 for a format there is not; Base64 is only read.
  init(_ name: String, reading: Bool) throws(SQLError) {
    switch name.lowercased() {
    case "hex": self = .hexadecimal
    case "binary": self = .binary
    case "utf8", "utf-8": self = .utf8
    case "base64" where reading: self = .base64
    default: throw SQLError(.invalidParameter, "unrecognized encoding: \"\(name)\"")
    }
  }

  /// The bytes that the text writes, as hexadecimal digits. 22023 for what is not written so.
  func appendDigits(of text: UnsafeRawBufferPointer, to output: inout [UInt8]) throws(SQLError) {
    switch self {
    case .hexadecimal: try appendHexadecimal(text, to: &output)
    case .binary: try appendBinary(text, to: &output)
    case .utf8: text.appendHexadecimal(to: &output)
    case .base64:
      guard let bytes = Base64.bytes(String(decoding: text, as: UTF8.self)) else {
        throw SQLError(.invalidParameter, "invalid base64 string")
      }
      for byte in bytes { output.append(hexadecimal: byte) }
    }
  }

  /// The text of a value's digits. 22021 for bytes that are no UTF-8.
  func appendText(of digits: UnsafeRawBufferPointer, to output: inout [UInt8]) throws(SQLError) {
    switch self {
    case .hexadecimal, .base64: output.append(contentsOf: digits)
    case .binary:
      for digit in digits {
        for bit in [3, 2, 1, 0] as [UInt8] { output.append(0x30 + (digit.hexValue >> bit & 1)) }
      }
    case .utf8:
      digits.appendBytes(to: &output)
      try output.checkUTF8()
    }
  }

  /// An odd number of digits is led by a 0.
  private func appendHexadecimal(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) throws(SQLError) {
    if text.count % 2 == 1 { output.append(0x30) }
    for digit in text {
      guard digit.isHexDigit else { throw invalid(digit, "hexadecimal") }
      output.append(digit.lowercased)
    }
  }

  /// As many zeros lead as fill the first byte.
  private func appendBinary(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) throws(SQLError) {
    var byte: UInt8 = 0
    for (index, digit) in text.enumerated() {
      guard digit == 0x30 || digit == 0x31 else { throw invalid(digit, "binary") }
      byte = byte << 1 | (digit & 1)
      if (text.count - index) % 8 == 1 {
        output.append(hexadecimal: byte)
        byte = 0
      }
    }
  }

  private func invalid(_ digit: UInt8, _ kind: String) -> SQLError {
    SQLError(.invalidParameter, "invalid \(kind) digit: \"\(Character(Unicode.Scalar(digit)))\"")
  }
}

extension [UInt8] {
  /// 22021 where the bytes are no UTF-8.
  func checkUTF8() throws(SQLError) {
    guard withUnsafeBytes({ UTF8Check.firstFault(in: $0) }) != nil else { return }
    throw SQLError(.characterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\"")
  }
}
