import CloudAPI
import HTTP
import SQLTypes

/// What a request says of its body's content, computed as the body comes and compared at its end (S3 user guide,
/// checking object integrity).
///
/// ```
/// Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==
/// x-amz-checksum-crc32: AAAAAA==
/// x-amz-trailer: x-amz-checksum-crc64nvme       the checksum comes behind the last chunk
/// x-amz-content-sha256: e3b0c442…               of a signed body
/// ```
struct BodyChecks {
  fileprivate enum Checksum {
    case cyclic(RunningCRC)
    case sha1(RunningSHA1)
    case sha256(RunningSHA256)
  }

  private static let prefix = "x-amz-checksum-"

  private let fields: HTTPFields
  private var checksums: [(name: String, checksum: Checksum)] = []
  private var content: RunningSHA256?

  /// `isSigned`: whether the digest that the signature covers has to be the body's.
  init(_ fields: HTTPFields, isSigned: Bool) {
    self.fields = fields
    let digest = fields["x-amz-content-sha256"] ?? ""
    if isSigned, digest.utf8.count == 64 { content = RunningSHA256() }
    let names = fields.fields.map(\.name) + [fields["x-amz-trailer"] ?? ""]
    for name in names.map({ $0.lowercased() }) where name.hasPrefix(Self.prefix) {
      guard let checksum = Self.checksum(name.dropFirst(Self.prefix.count)) else { continue }
      checksums.append((name, checksum))
    }
  }

  /// nil for fields that are about checksums and are none.
  private static func checksum(_ algorithm: Substring) -> Checksum? {
    switch algorithm {
    case "crc32": .cyclic(RunningCRC(.crc32))
    case "crc32c": .cyclic(RunningCRC(.crc32c))
    case "crc64nvme": .cyclic(RunningCRC(.crc64nvme))
    case "sha1": .sha1(RunningSHA1())
    case "sha256": .sha256(RunningSHA256())
    default: nil
    }
  }

  mutating func append(_ bytes: [UInt8]) {
    content?.append(bytes)
    for index in checksums.indices { checksums[index].checksum.append(bytes) }
  }

  /// Errors: `InvalidDigest`, `BadDigest`, `XAmzContentSHA256Mismatch`.
  func finish(md5: [UInt8], trailers: [String: String]) throws(CloudError) {
    if let given = fields["Content-MD5"] {
      guard let digest = Base64.bytes(given), digest.count == 16 else {
        throw CloudError("InvalidDigest", "The Content-MD5 you specified was invalid.")
      }
      guard digest == md5 else { throw Self.badDigest("Content-MD5", "what we received") }
    }
    if let content, Digest.hex(content.bytes) != fields["x-amz-content-sha256"] {
      throw CloudError(
        "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
    }
    for (name, checksum) in checksums {
      guard let given = fields[name] ?? trailers[name] else { throw Self.badDigest(name, "the body, which has none") }
      guard Base64.bytes(given) == checksum.bytes else {
        throw Self.badDigest(name.dropFirst(Self.prefix.count).uppercased(), "the calculated checksum")
      }
    }
  }

  private static func badDigest(_ name: String, _ other: String) -> CloudError {
    CloudError("BadDigest", "The \(name) you specified did not match \(other).")
  }
}

extension BodyChecks.Checksum {
  fileprivate mutating func append(_ bytes: [UInt8]) {
    switch self {
    case .cyclic(var check):
      check.append(bytes)
      self = .cyclic(check)
    case .sha1(var digest):
      digest.append(bytes)
      self = .sha1(digest)
    case .sha256(var digest):
      digest.append(bytes)
      self = .sha256(digest)
    }
  }

  fileprivate var bytes: [UInt8] {
    switch self {
    case .cyclic(let check): check.bytes
    case .sha1(let digest): digest.bytes
    case .sha256(let digest): digest.bytes
    }
  }
}
