import HTTP

/// What can be asked about a bucket, in S3's own terms.
package enum S3Operation: Hashable, Sendable {
  /// A page of the keys that start with `prefix`, in byte order; `continuation` is the page before's.
  case list(prefix: String, continuation: String? = nil, startAfter: String? = nil, limit: Int? = nil)
  /// The object, or the bytes of `range`; 412 where its ETag is no longer `ifMatch`.
  case get(key: String, range: Range<Int>? = nil, ifMatch: String? = nil)
  case head(key: String)
  /// 412 for `isNew` where there is such an object.
  case put(key: String, body: [UInt8], isNew: Bool = false)
  case createUpload(key: String)
  /// Parts count from 1; all but the last have at least 5 MiB.
  case uploadPart(key: String, upload: String, number: Int, body: [UInt8])
  case completeUpload(key: String, upload: String, parts: [S3Part], isNew: Bool = false)
  case abortUpload(key: String, upload: String)
  case delete(key: String)
  /// At most 1,000 keys.
  case deleteMany(keys: [String])
}

/// A part of an upload, as its own answer named it.
package struct S3Part: Hashable, Sendable {
  package var number: Int
  /// With its quotes.
  package var etag: String

  package init(number: Int, etag: String) {
    self.number = number
    self.etag = etag
  }
}

extension S3Operation {
  /// nil for those that ask the bucket.
  package var key: String? {
    switch self {
    case .list, .deleteMany: nil
    case .get(let key, _, _), .head(let key), .put(let key, _, _), .createUpload(let key): key
    case .uploadPart(let key, _, _, _), .completeUpload(let key, _, _, _): key
    case .abortUpload(let key, _), .delete(let key): key
    }
  }

  var method: HTTPRequest.Method {
    switch self {
    case .list, .get: .get
    case .head: .head
    case .put, .uploadPart: .put
    case .createUpload, .completeUpload, .deleteMany: .post
    case .abortUpload, .delete: .delete
    }
  }

  /// Names and values before encoding.
  var query: [(name: String, value: String)] {
    switch self {
    case .list(let prefix, let continuation, let startAfter, let limit):
      let given = [
        ("continuation-token", continuation), ("max-keys", limit.map(String.init)), ("prefix", prefix),
        ("start-after", startAfter),
      ]
      return [("encoding-type", "url"), ("list-type", "2")]
        + given.compactMap { name, value in value.map { (name, $0) } }
    case .createUpload: return [("uploads", "")]
    case .uploadPart(_, let upload, let number, _): return [("partNumber", String(number)), ("uploadId", upload)]
    case .completeUpload(_, let upload, _, _), .abortUpload(_, let upload): return [("uploadId", upload)]
    case .deleteMany: return [("delete", "")]
    case .get, .head, .put, .delete: return []
    }
  }

  var body: [UInt8]? {
    switch self {
    case .put(_, let body, _), .uploadPart(_, _, _, let body): body
    case .createUpload: []
    case .completeUpload(_, _, let parts, _): S3RequestBody.complete(parts)
    case .deleteMany(let keys): S3RequestBody.delete(keys)
    case .list, .get, .head, .abortUpload, .delete: nil
    }
  }

  /// What the operation adds to the fields of every request.
  func fields(body: [UInt8]?) -> HTTPFields {
    var fields: HTTPFields = [:]
    if let contentType { fields.add("Content-Type", contentType) }
    switch self {
    case .get(_, let range, let ifMatch):
      if let range, !range.isEmpty { fields.add("Range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)") }
      if let ifMatch { fields.add("If-Match", ifMatch) }
    case .put(_, _, true), .completeUpload(_, _, _, true): fields.add("If-None-Match", "*")
    // S3 takes a list of keys to delete only with a checksum.
    case .deleteMany: fields.add("Content-MD5", S3RequestBody.checksum(body ?? []))
    default: break
    }
    return fields
  }

  /// Said always where there is a body: some programs take it for a form otherwise.
  private var contentType: String? {
    switch self {
    case .put, .createUpload, .uploadPart: "application/octet-stream"
    case .completeUpload, .deleteMany: "application/xml"
    case .list, .get, .head, .abortUpload, .delete: nil
    }
  }
}
