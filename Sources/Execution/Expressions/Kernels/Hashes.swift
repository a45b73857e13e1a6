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
    case .farmFingerprint: try hashed { _, bytes in Int(truncatingIfNeeded: FarmFingerprint.hash(bytes)) }
    case .fnvHash: try fnvHash()
    case .murmur3: try murmur3()
    case .checksum: try checksum()
    }
  }

  // MARK: Of texts and bytes

  /// The bytes of the first argument by row: a text's own, or those that a VARBYTE's digits stand for.
  @inline(__always)
  private func withBytes<Result>(
    of views: [StringView], _ mask: Int, _ row: Int, _ scratch: inout [UInt8], _ isVarbyte: Bool,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard isVarbyte else { return views[row & mask].withBytes { body($0) } }
    scratch.removeAll(keepingCapacity: true)
    views[row & mask].withBytes { $0.appendBytes(to: &scratch) }
    return scratch.withUnsafeBytes { body($0) }
  }

  private func hex(_ digest: (Int, UnsafeRawBufferPointer) -> [UInt8]) throws -> Column {
    let (views, mask) = try views(0)
    let isVarbyte = first.type.isVarbyte
    var decoded: [UInt8] = []
    return try written { row, scratch in
      for byte in withBytes(of: views, mask, row, &decoded, isVarbyte, { digest(row, $0) }) {
        scratch.append(hexadecimal: byte)
      }
    }
  }

  private func hashed(_ body: (Int, UnsafeRawBufferPointer) -> Int) throws -> Column {
    let (views, mask) = try views(0)
    let isVarbyte = first.type.isVarbyte
    var decoded: [UInt8] = []
    return try counted { row in withBytes(of: views, mask, row, &decoded, isVarbyte) { body(row, $0) } }
  }

  private func sha2() throws -> Column {
    let (bits, mask) = try intValues(1)
    return try hex { row, bytes in Digest.sha2(bytes, bits: Int(truncatingIfNeeded: bits[row & mask])) ?? [] }
  }

  // MARK: Of any value

  private func seeds() throws -> (Int) -> Int64? {
    guard arguments.count > 1 else { return { _ in nil } }
    let (values, mask) = try intValues(1)
    return { values[$0 & mask] }
  }

  /// FNV-1a over a string's bytes, or a number's own bytes, lowest first.
  private func fnvHash() throws -> Column {
    let seed = try seeds()
    func fnv(_ row: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
      let hash = seed(row).map { Digest.fnv1a(bytes, seed: UInt64(bitPattern: $0)) } ?? Digest.fnv1a(bytes)
      return Int(truncatingIfNeeded: hash)
    }
    if first.type.physical == .string { return try hashed { fnv($0, $1) } }
    let column = first
    let width = column.type.fnvWidth
    return try counted { row in
      var bits = column.bits(row)
      return withUnsafeBytes(of: &bits) { fnv(row, UnsafeRawBufferPointer(rebasing: $0[..<width])) }
    }
  }

  /// Values as bytes by Apache Iceberg's "32-bit hash requirements": whole numbers, dates and timestamps as 64 bits,
  /// reals as doubles, decimals in as few bytes as hold them, the highest first.
  private func murmur3() throws -> Column {
    let seed = try seeds()
    func murmur(_ row: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
      let hash = Digest.murmur3(bytes, seed: UInt32(truncatingIfNeeded: seed(row) ?? 0))
      return Int(Int32(bitPattern: hash))
    }
    if first.type.physical == .string { return try hashed { murmur($0, $1) } }
    let column = first
    if column.type.isDecimal {
      let values = try column.int128s
      return try counted { row in
        values[row & column.indexMask].shortestBytes.withUnsafeBytes { murmur(row, $0) }
      }
    }
    let width = column.type.icebergWidth
    return try counted { row in
      var bits = column.icebergBits(row)
      return withUnsafeBytes(of: &bits) { murmur(row, UnsafeRawBufferPointer(rebasing: $0[..<width])) }
    }
  }

  /// A number without its point, as 32 bits. What a text's checksum is AWS does not say; here it is its CRC-32C.
  private func checksum() throws -> Column {
    if first.type.physical == .string {
      return try hashed { _, bytes in Int(Int32(bitPattern: Digest.crc32c(bytes))) }
    }
    let column = first
    return try counted { row in Int(Int32(truncatingIfNeeded: column.bits(row))) }
  }
}

extension DataType {
  /// Bytes a value has on a compute node.
  fileprivate var fnvWidth: Int {
    switch self {
    case .boolean: 1
    case .smallint: 2
    case .integer, .real, .date: 4
    case .timetz, .interval, .intervalYearToMonth, .intervalDayToSecond: 16
    case .decimal(let precision, _): precision <= 19 ? 8 : 16
    default: 8
    }
  }

  fileprivate var icebergWidth: Int { self == .timetz || isInterval ? 16 : 8 }
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

  /// The same, reals as doubles.
  fileprivate func icebergBits(_ row: Int) -> UInt128 {
    if case .double(let number) = value(row) { return UInt128(number == 0 ? 0 : number.bitPattern) }
    return bits(row)
  }
}

extension Int128 {
  /// Two's complement in as few bytes as hold it, the highest first.
  fileprivate var shortestBytes: [UInt8] {
    var bytes = (0..<16).map { UInt8(truncatingIfNeeded: self >> Int128(8 * (15 - $0))) }
    let filler: UInt8 = self < 0 ? 0xff : 0
    while bytes.count > 1, bytes[0] == filler, bytes[1] & 0x80 == filler & 0x80 { bytes.removeFirst() }
    return bytes
  }
}
