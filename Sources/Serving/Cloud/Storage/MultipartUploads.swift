import CloudAPI
import HTTP
import ObjectStore
import SQLTypes
import Synchronization

/// Objects that come in parts, until they are completed or aborted.
final class MultipartUploads: Sendable {
  struct Part: Sendable {
    var file: BucketPart
    var received: Int64
    /// The one that came with it or that its upload wants.
    var checksum: HTTPFields.Field?
    /// With its quotation marks.
    var etag: String { "\"\(Digest.hex(file.md5))\"" }
  }

  struct Upload: Sendable {
    var bucket: String
    var key: String
    var given: ObjectLabels.Given
    var started: Int64
    /// nil where none was chosen.
    var checksum: UploadChecksum?
    var parts: [Int: Part] = [:]
    var storageClass: String { ObjectProperties.storageClass(of: given.properties) }
  }

  private let state = Mutex<[String: Upload]>([:])

  func start(_ upload: Upload) -> String {
    let id = Digest.hex((0..<16).map { _ in UInt8.random(in: 0...255) })
    state.withLock { $0[id] = upload }
    return id
  }

  /// Errors: `NoSuchUpload`.
  func upload(_ request: StorageRequest) throws(CloudError) -> (id: String, upload: Upload) {
    let id = request.query["uploadId"] ?? ""
    guard let upload = state.withLock({ $0[id] }), upload.bucket == request.bucket, upload.key == request.key
    else { throw .noSuchUpload(id) }
    return (id, upload)
  }

  var all: [(id: String, upload: Upload)] {
    state.withLock { $0.map { ($0.key, $0.value) } }.sorted { ($0.upload.key, $0.id) < ($1.upload.key, $1.id) }
  }

  /// A part that comes twice replaces the first.
  func add(_ part: Part, number: Int, of id: String) { state.withLock { $0[id]?.parts[number] = part } }

  func end(_ id: String) { state.withLock { $0[id] = nil } }
  func endAll() { state.withLock { $0 = [:] } }
}

extension MultipartUploads.Part {
  /// Whether it is the one that a list names, by what the list says of it.
  func isSame(as named: PartList.Part) -> Bool {
    guard named.etag.isEmpty || named.etag == etag else { return false }
    guard let checksum, let name = BodyChecksum(field: checksum.name)?.algorithm else { return true }
    return named.checksums[name] ?? checksum.value == checksum.value
  }

  /// As documents tell it.
  var shownChecksum: CloudValue.Member? { BodyChecksum.members(of: checksum).first }

  /// What answers a copy.
  var copied: CloudValue {
    .structure(
      [.init("LastModified", .time(received)), .init("ETag", .text(etag))] + [shownChecksum].compactMap { $0 })
  }
}
