import HTTP
import ObjectStore
import SQLTypes
import Synchronization

/// What is known of objects beyond their bytes, by version of the file: the fields they were written with, and their tags.
///
/// It lives as long as the server. A file that something else wrote has a tag made of its version: reading all of it to
/// list it would make lists as slow as downloads.
final class ObjectLabels: Sendable {
  private struct Label {
    var etag: String
    var fields: HTTPFields
  }

  private let labels = Mutex<[String: Label]>([:])

  /// The fields that go with an object from PUT to GET.
  private static let kept: Set<String> = [
    "content-type", "content-encoding", "content-disposition", "content-language", "cache-control", "expires",
  ]

  /// `etag`: with its quotation marks.
  func set(_ object: BucketObject, etag: String, fields: HTTPFields) {
    labels.withLock { $0[object.version] = Label(etag: etag, fields: fields) }
  }

  /// Of a version that is no more.
  func forget(_ object: BucketObject) { labels.withLock { $0[object.version] = nil } }

  func etag(of object: BucketObject) -> String {
    labels.withLock { $0[object.version]?.etag } ?? Self.etag(of: object.version)
  }

  func fields(of object: BucketObject) -> HTTPFields { labels.withLock { $0[object.version]?.fields } ?? [:] }

  private static func etag(of version: String) -> String {
    "\"\(Digest.hex(Array(version.utf8).withUnsafeBytes(Digest.md5)))\""
  }

  /// Of a request's fields those that belong to the object.
  static func kept(of fields: HTTPFields) -> HTTPFields {
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
