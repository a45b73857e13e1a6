import CloudAPI
import HTTP
import SQLTypes

/// A checksum of a body or of an object, computed as its bytes come: `x-amz-checksum-crc32` and its kin.
struct BodyChecksum: Sendable {
  static let prefix = "x-amz-checksum-"

  private enum State: Sendable {
    case cyclic(RunningCRC)
    case sha1(RunningSHA1)
    case sha256(RunningSHA256)
  }

  /// Of the header field, in lower case.
  let name: String
  private var state: State

  /// nil for fields that are about checksums and are none.
  init?(field name: String) {
    guard name.hasPrefix(Self.prefix) else { return nil }
    self.name = name
    switch name.dropFirst(Self.prefix.count) {
    case "crc32": state = .cyclic(RunningCRC(.crc32))
    case "crc32c": state = .cyclic(RunningCRC(.crc32c))
    case "crc64nvme": state = .cyclic(RunningCRC(.crc64nvme))
    case "sha1": state = .sha1(RunningSHA1())
    case "sha256": state = .sha256(RunningSHA256())
    default: return nil
    }
  }

  /// By the name that requests choose one with: `CRC32`, `SHA256`.
  init?(algorithm: String) { self.init(field: Self.prefix + algorithm.lowercased()) }

  var algorithm: String { name.dropFirst(Self.prefix.count).uppercased() }

  /// Whether the whole's can be told from the parts'.
  var isCyclic: Bool { if case .cyclic = state { true } else { false } }

  mutating func append(_ bytes: [UInt8]) {
    switch state {
    case .cyclic(var check):
      check.append(bytes)
      state = .cyclic(check)
    case .sha1(var digest):
      digest.append(bytes)
      state = .sha1(digest)
    case .sha256(var digest):
      digest.append(bytes)
      state = .sha256(digest)
    }
  }

  var bytes: [UInt8] {
    switch state {
    case .cyclic(let check): check.bytes
    case .sha1(let digest): digest.bytes
    case .sha256(let digest): digest.bytes
    }
  }
}

/// Of objects, as fields.
extension BodyChecksum {
  /// One of parts' checksums ends with their number.
  static func type(of checksum: HTTPFields.Field) -> String {
    checksum.value.contains("-") ? "COMPOSITE" : "FULL_OBJECT"
  }

  /// As documents tell it: `ChecksumCRC32` and its type.
  static func members(of checksum: HTTPFields.Field?) -> [CloudValue.Member] {
    guard let checksum, let name = BodyChecksum(field: checksum.name)?.algorithm else { return [] }
    return [.init("Checksum\(name)", .text(checksum.value)), .init("ChecksumType", .text(type(of: checksum)))]
  }
}
