import Columnar
import Planning
import SQLTypes

/// Digests and hashes (sql.md 2.7).
extension KernelCall {
  func hash(_ function: HashFunction) throws -> Column {
    switch function {
    case .md5: try hex { Digest.md5($1) }
    case .sha1: try hex { Digest.sha1($1) }
    case .sha2: try sha2()
    case .crc32:
      try hex { _, bytes in
        let sum = Digest.crc32c(bytes)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
      }
    case .fnvHash: try fnvHash()
    }
  }

  private func sha2() throws -> Column {
    let (bits, mask) = try intValues(1)
    return try hex { row, bytes in Digest.sha2(bytes, bits: Int(truncatingIfNeeded: bits[row & mask])) ?? [] }
  }

  private func hex(_ digest: (Int, UnsafeRawBufferPointer) -> [UInt8]) throws -> Column {
    let (views, mask) = try views(0)
    return try written { row, scratch in
      for byte in views[row & mask].withBytes({ digest(row, $0) }) {
        scratch.append(hexDigit(byte >> 4))
        scratch.append(hexDigit(byte & 15))
      }
    }
  }

  /// FNV-1a over a string's bytes, or a number's own bytes, lowest first.
  private func fnvHash() throws -> Column {
    let (seeds, seedMask) = arguments.count > 1 ? try intValues(1) : ([], 0)
    func seed(_ row: Int) -> UInt64? { seeds.isEmpty ? nil : UInt64(bitPattern: seeds[row & seedMask]) }
    if first.type.isCharacter {
      let (views, mask) = try views(0)
      return try counted { row in views[row & mask].withBytes { fnv($0, seed(row)) } }
    }
    let column = first
    let width = column.type.fnvWidth
    return try counted { row in
      var bits = column.bits(row)
      return withUnsafeBytes(of: &bits) { fnv(UnsafeRawBufferPointer(rebasing: $0[..<width]), seed(row)) }
    }
  }

  private func fnv(_ bytes: UnsafeRawBufferPointer, _ seed: UInt64?) -> Int {
    let hash = seed.map { Digest.fnv1a(bytes, seed: $0) } ?? Digest.fnv1a(bytes)
    return Int(truncatingIfNeeded: hash)
  }
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? value + 0x30 : value + 0x57 }

extension DataType {
  /// Bytes a value has on a compute node.
  fileprivate var fnvWidth: Int {
    switch self {
    case .boolean: 1
    case .smallint: 2
    case .integer, .real, .date: 4
    case .timetz, .interval: 16
    case .decimal(let precision, _): precision <= 19 ? 8 : 16
    default: 8
    }
  }
}

extension Column {
  /// A value as bits, lowest byte first.
  fileprivate func bits(_ row: Int) -> UInt128 {
    switch value(row) {
    case .bool(let bool): bool ? 1 : 0
    case .int(let number): UInt128(truncatingIfNeeded: number)
    case .int128(let number): UInt128(bitPattern: number)
    case .double(let number):
      type == .real ? UInt128(Float(number).bitPattern) : UInt128(number.bitPattern)
    case .interval(let span):
      UInt128(UInt64(bitPattern: span.microseconds)) | UInt128(UInt64(bitPattern: span.months)) << 64
    default: 0
    }
  }
}
