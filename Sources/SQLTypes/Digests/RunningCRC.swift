/// A cyclic redundancy check, reflected, of bytes that come in pieces.
package struct RunningCRC: Sendable {
  /// A polynomial, with the sums of all bytes under it.
  package struct Polynomial: Sendable {
    fileprivate let table: [UInt64]
    fileprivate let byteCount: Int

    /// `reversed`: its coefficients, the highest power in the lowest bit.
    fileprivate init(reversed: UInt64, byteCount: Int) {
      self.byteCount = byteCount
      table = (0..<256).map { index in
        (0..<8).reduce(UInt64(index)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ reversed : sum >> 1 }
      }
    }

    /// CRC-32 of ISO-HDLC, as in gzip.
    package static let crc32 = Polynomial(reversed: 0xedb8_8320, byteCount: 4)
    /// CRC-32C (Castagnoli).
    package static let crc32c = Polynomial(reversed: 0x82f6_3b78, byteCount: 4)
    /// CRC-64 of NVM Express.
    package static let crc64nvme = Polynomial(reversed: 0x9a6c_9329_ac4b_c9b5, byteCount: 8)
  }

  private let polynomial: Polynomial
  private var sum: UInt64

  package init(_ polynomial: Polynomial) {
    self.polynomial = polynomial
    sum = UInt64.max >> UInt64(64 - polynomial.byteCount * 8)
  }

  package mutating func append(_ bytes: [UInt8]) {
    var sum = sum
    for byte in bytes { sum = polynomial.table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
    self.sum = sum
  }

  /// The check, its highest byte first.
  package var bytes: [UInt8] { Array((~sum).bigEndianBytes.suffix(polynomial.byteCount)) }
}
