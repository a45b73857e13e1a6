import CloudAPI
import HTTP
import ObjectStore
import SQLTypes
import Synchronization
import System

/// What is known of objects beyond their bytes, by version of the file: the fields they were written with, their entity
/// tags, and the documents that configure them.
///
/// It lives as long as the server. A file that something else wrote has a tag made of its version: reading all of it to
/// list it would make lists as slow as downloads.
final class ObjectLabels: Sendable {
  /// What goes with an object from the request that wrote it.
  struct Given {
    var fields: HTTPFields = [:]
    /// Its storage class and encryption.
    var properties: HTTPFields = [:]
    /// One of its content, as a field: `x-amz-checksum-crc32`.
    var checksum: HTTPFields.Field?
    /// Empty for one that came whole.
    var parts: [CompletedPart] = []
    var settings: [StorageSetting: [UInt8]] = [:]
  }

  private struct Label {
    /// nil for a file that something else wrote.
    var etag: String?
    var given = Given()
  }

  private let labels = Mutex<[SystemCalls.Version?: Label]>([:])

  /// The fields that go with an object from PUT to GET.
  private static let kept: Set<String> = [
    "content-type", "content-encoding", "content-disposition", "content-language", "cache-control", "expires",
  ]

  /// `etag`: with its quotation marks.
  func set(_ object: BucketObject, etag: String, _ given: Given) {
    labels.withLock { $0[object.version] = Label(etag: etag, given: given) }
  }

  /// nil to forget it.
  func set(_ setting: StorageSetting, of object: BucketObject, _ document: [UInt8]?) {
    labels.withLock { $0[object.version, default: Label()].given.settings[setting] = document }
  }

  func document(_ setting: StorageSetting, of object: BucketObject) -> [UInt8]? { given(object).settings[setting] }

  /// Of a version that is no more.
  func forget(_ object: BucketObject) { labels.withLock { $0[object.version] = nil } }

  func given(_ object: BucketObject) -> Given { label(object).given }

  /// As lists show it.
  func summary(_ object: BucketObject) -> ObjectSummary { shown(object).summary }

  /// Both at once.
  func shown(_ object: BucketObject) -> (summary: ObjectSummary, given: Given) {
    let label = label(object)
    let algorithm = label.given.checksum.flatMap { BodyChecksum(field: $0.name)?.algorithm }
    let summary = ObjectSummary(
      key: object.key, size: object.size, modified: object.modified / 1000, etag: label.etag ?? Self.etag(of: object),
      storageClass: ObjectProperties.storageClass(of: label.given.properties), checksumAlgorithm: algorithm)
    return (summary, label.given)
  }

  private func label(_ object: BucketObject) -> Label { labels.withLock { $0[object.version] } ?? Label() }

  private static func etag(of object: BucketObject) -> String {
    let version = object.version.map {
      [$0.identity.device, $0.identity.inode, UInt64($0.size), UInt64(bitPattern: $0.modified)]
    }
    return "\"\((version ?? []).withUnsafeBytes(Digest.md5Hex))\""
  }

  /// What a request's fields say of the object. Errors: `InvalidArgument`.
  static func given(_ fields: HTTPFields, usual: HTTPFields) throws(CloudError) -> Given {
    var given = Given(fields: kept(of: fields), properties: try ObjectProperties.of(fields, usual: usual))
    for setting in StorageSetting.allCases where setting.isForObjects {
      given.settings[setting] = try setting.document(of: fields)
    }
    return given
  }

  private static func kept(of fields: HTTPFields) -> HTTPFields {
    var kept = HTTPFields()
    for field in fields.fields {
      let name = field.name.lowercased()
      guard self.kept.contains(name) || name.hasPrefix("x-amz-meta-") else { continue }
      let value = name == "content-encoding" ? field.value.withoutChunks : field.value
      if !value.isEmpty { kept.add(field.name, value) }
    }
    return kept
  }
}

extension String {
  /// A coding of the transfer is none of the object.
  fileprivate var withoutChunks: String {
    split(separator: ",").map { $0.drop { $0 == " " } }.filter { $0 != "aws-chunked" }.joined(separator: ",")
  }
}
