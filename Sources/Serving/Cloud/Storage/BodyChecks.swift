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
  private let fields: HTTPFields
  private var checksums: [BodyChecksum] = []
  private var content: RunningSHA256?

  /// `isSigned`: whether the digest that the signature covers has to be the body's.
  init(_ fields: HTTPFields, isSigned: Bool, hasChecksums: Bool = true) {
    self.fields = fields
    let digest = fields["x-amz-content-sha256"] ?? ""
    if isSigned, digest.utf8.count == 64 { content = RunningSHA256() }
    guard hasChecksums else { return }
    let names = fields.fields.map(\.name) + [fields["x-amz-trailer"] ?? ""]
    checksums = names.compactMap { BodyChecksum(field: $0.lowercased()) }
  }

  mutating func append(_ bytes: [UInt8]) {
    content?.append(bytes)
    for index in checksums.indices { checksums[index].append(bytes) }
  }

  /// The checksums that were given, by their fields. Errors: `InvalidDigest`, `BadDigest`, `XAmzContentSHA256Mismatch`.
  @discardableResult
  func finish(md5: [UInt8], trailers: [String: String]) throws(CloudError) -> [String: String] {
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
    var found: [String: String] = [:]
    for checksum in checksums {
      let name = checksum.name
      guard let given = fields[name] ?? trailers[name] else { throw Self.badDigest(name, "the body, which has none") }
      guard Base64.bytes(given) == checksum.bytes else {
        throw Self.badDigest(checksum.algorithm, "the calculated checksum")
      }
      found[name] = given
    }
    return found
  }

  private static func badDigest(_ name: String, _ other: String) -> CloudError {
    CloudError("BadDigest", "The \(name) you specified did not match \(other).")
  }
}
