import Foundation
import Testing

/// Makes lzop files by the system's liblzo2, where it is installed: `@Test(.enabled(if: LzopFile.isInstalled,
/// LzopFile.reason))`.
package struct LzopFile {
  private typealias Compress =
    @convention(c) (
      UnsafeRawPointer, UInt, UnsafeMutableRawPointer, UnsafeMutablePointer<UInt>, UnsafeMutableRawPointer
    ) -> Int32

  package static let isInstalled = compress != nil
  package static let reason: Comment = "liblzo2 is not installed (apt-get install liblzo2-2)"
  package static let magic: [UInt8] = [0x89, 0x4c, 0x5a, 0x4f, 0x00, 0x0d, 0x0a, 0x1a, 0x0a]

  private static let compress: Compress? = {
    let names = [
      "liblzo2.so.2", "liblzo2.2.dylib", "/opt/homebrew/lib/liblzo2.2.dylib", "/usr/local/lib/liblzo2.2.dylib",
    ]
    let library = names.lazy.compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }.first
    return library.flatMap { dlsym($0, "lzo1x_1_compress") }.map { unsafeBitCast($0, to: Compress.self) }
  }()

  /// The bits of lzop: 1 and 2 Adler-32 of the plain and the packed bytes, 0x100 and 0x200 CRC-32 of them, 0x40 an
  /// extra field, 0x800 a filter, 0x1000 CRC-32 of the header.
  package var flags: UInt32 = 1
  package var version: UInt16 = 0x1040
  package var method: UInt8 = 1
  package var name = "x.txt"
  package var extra: [UInt8] = []
  package var blockSize = 256 << 10

  package init() {}

  /// A member that holds `bytes`.
  package func packed(_ bytes: [UInt8]) -> [UInt8] {
    let blocks = stride(from: 0, to: bytes.count, by: blockSize).flatMap { start in
      block(Array(bytes[start..<min(start + blockSize, bytes.count)]))
    }
    return header + blocks + [0, 0, 0, 0]
  }

  package var header: [UInt8] {
    let isLong = version >= 0x0940
    var fields = Self.number(version) + [0x20, 0xa0] + (isLong ? [0x09, 0x40] : []) + [method] + (isLong ? [5] : [])
    fields += Self.number(flags) + (flags & 0x800 == 0 ? [] : [0, 0, 0, 1]) + [0, 0, 0x81, 0xa4]
    fields += [0x6b, 1, 2, 3] + (isLong ? [0, 0, 0, 0] : []) + [UInt8(name.utf8.count)] + Array(name.utf8)
    let behind = flags & 0x40 == 0 ? [] : Self.number(UInt32(extra.count)) + extra
    return Self.magic + fields + headerSum(fields) + behind + (behind.isEmpty ? [] : headerSum(behind))
  }

  private func headerSum(_ bytes: [UInt8]) -> [UInt8] {
    Self.number(flags & 0x1000 == 0 ? Self.adler32(bytes) : Self.crc32(bytes))
  }

  private func block(_ plain: [UInt8]) -> [UInt8] {
    let small = Self.compressed(plain)
    let isStored = small.count >= plain.count
    let sums = [(1, plain), (0x100, plain)] + (isStored ? [] : [(2, small), (0x200, small)])
    let stored = isStored ? plain : small
    var found = Self.number(UInt32(plain.count)) + Self.number(UInt32(stored.count))
    for (flag, bytes) in sums where flags & UInt32(flag) != 0 {
      found += Self.number(flag & 3 == 0 ? Self.crc32(bytes) : Self.adler32(bytes))
    }
    return found + stored
  }

  private static func compressed(_ plain: [UInt8]) -> [UInt8] {
    // The library's own bounds: 128 KB of work, and a 16th and 67 bytes more than it is given.
    var work = [UInt8](repeating: 0, count: 1 << 17)
    var count = UInt(plain.count + plain.count / 16 + 67)
    var small = [UInt8](repeating: 0, count: Int(count))
    _ = compress?(plain, UInt(plain.count), &small, &count, &work)
    return Array(small[..<Int(count)])
  }

  private static func number(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }

  private static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    return high << 16 | low
  }

  private static let crcTable = (0..<UInt32(256)).map { first in
    (0..<8).reduce(first) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xedb8_8320 }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crcTable[Int(($0 ^ UInt32($1)) & 0xff)] ^ $0 >> 8 }
  }
}
