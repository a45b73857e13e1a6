import SQLTypes

/// Digests and hashes (sql.md 2.7; AWS documentation: "Hash functions").
package enum HashFunction: String, Hashable, Sendable, CaseIterable {
  case md5, sha1, sha2, fnvHash, crc32, murmur3, farmFingerprint, checksum

  static let named: [NamedFunction<Self>] =
    digests(of: .text) + digests(of: .varbyte) + [
      .init("fnv_hash", .fnvHash, [.any, .bigint], optional: 1, .fixed(.bigint)),
      .init("murmur3_32_hash", .murmur3, [.any, .bigint], optional: 1, .fixed(.integer)),
      .init("checksum", .checksum, [.any], .fixed(.integer)),
    ]

  private static func digests(of parameter: FunctionSignature.Parameter) -> [NamedFunction<Self>] {
    [
      .init("md5", .md5, [parameter], .fixed(.varchar(32))),
      .init("sha sha1 func_sha1", .sha1, [parameter], .fixed(.varchar(40))),
      .init("sha2", .sha2, [parameter, .bigint], .fixed(.varchar(128))),
      .init("crc32", .crc32, [parameter], .fixed(.varchar(8))),
      .init("farmfingerprint64", .farmFingerprint, [parameter], .fixed(.bigint)),
    ]
  }
}
