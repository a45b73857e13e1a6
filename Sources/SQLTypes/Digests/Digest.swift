/// Digests that SQL and request signing need (sql.md 2.7).
package enum Digest {
  package static func md5(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = MD5()
    return digest.digest(bytes)
  }

  /// MD5 as 32 hex digits, without an allocation: what SQL's MD5 makes of each row. `buffer` has room for them.
  @discardableResult
  package static func writeMD5(_ bytes: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var digest = MD5()
    digest.absorb(message: bytes)
    for (index, word) in [digest.words.0, digest.words.1, digest.words.2, digest.words.3].enumerated() {
      for offset in 0..<4 {
        let byte = UInt8(truncatingIfNeeded: word >> UInt32(offset * 8))
        buffer[index * 8 + offset * 2] = hexDigit(byte >> 4)
        buffer[index * 8 + offset * 2 + 1] = hexDigit(byte & 15)
      }
    }
    return 32
  }

  package static func sha1(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = SHA1()
    return digest.digest(bytes)
  }

  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = SHA2<UInt32>.sha256
    return digest.digest(bytes)
  }

  package static func sha224(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = SHA2<UInt32>(
      state: [
        0xc105_9ed8, 0x367c_d507, 0x3070_dd17, 0xf70e_5939, 0xffc0_0b31, 0x6858_1511, 0x64f9_8fa7, 0xbefa_4fa4,
      ], size: 28)
    return digest.digest(bytes)
  }

  package static func sha512(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = SHA2<UInt64>(
      state: [
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
      ], size: 64)
    return digest.digest(bytes)
  }

  package static func sha384(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = SHA2<UInt64>(
      state: [
        0xcbbb_9d5d_c105_9ed8, 0x629a_292a_367c_d507, 0x9159_015a_3070_dd17, 0x152f_ecd8_f70e_5939,
        0x6733_2667_ffc0_0b31, 0x8eb4_4a87_6858_1511, 0xdb0c_2e0d_64f9_8fa7, 0x47b5_481d_befa_4fa4,
      ], size: 48)
    return digest.digest(bytes)
  }

  /// SHA2(text, bits): 0 means 256; nil for lengths that do not exist.
  package static func sha2(_ bytes: UnsafeRawBufferPointer, bits: Int) -> [UInt8]? {
    switch bits {
    case 0, 256: sha256(bytes)
    case 224: sha224(bytes)
    case 384: sha384(bytes)
    case 512: sha512(bytes)
    default: nil
    }
  }

  /// Lower-case hex without separators.
  package static func hex(_ bytes: [UInt8]) -> String {
    String(capacity: bytes.count * 2) { buffer in
      // Two digits a byte: as many as the capacity.
      for (index, byte) in bytes.enumerated() {
        buffer[index * 2] = hexDigit(byte >> 4)
        buffer[index * 2 + 1] = hexDigit(byte & 15)
      }
      return bytes.count * 2
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? value + 0x30 : value + 0x57 }

  /// FNV-1a over 64 bits; FNV_HASH's seed is where it starts.
  package static func fnv1a(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  /// CRC-32C (Castagnoli, reflected).
  package static func crc32c(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes { crc = crcTable[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8 }
    return ~crc
  }

  private static let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0x82f6_3b78 : crc >> 1 }
  }
}
