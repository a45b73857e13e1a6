/// Digests and hashes (sql.md 2.7).
package enum HashFunction: String, Hashable, Sendable, CaseIterable {
  case md5, sha1, sha2, fnvHash, crc32

  static let named: [NamedFunction<Self>] = [
    .init("md5", .md5, [.text], .fixed(.varchar(32))),
    .init("sha sha1 func_sha1", .sha1, [.text], .fixed(.varchar(40))),
    .init("sha2", .sha2, [.text, .bigint], .fixed(.varchar(128))),
    .init("fnv_hash", .fnvHash, [.any, .bigint], optional: 1, .fixed(.bigint)),
    .init("crc32", .crc32, [.text], .fixed(.varchar(8))),
  ]
}
