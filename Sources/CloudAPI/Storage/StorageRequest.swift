import HTTP

/// A request to S3, read: which operation, on which bucket and key.
///
/// ```
/// GET /bucket?list-type=2&prefix=a     path style
/// GET /a HTTP/1.1 Host: bucket.localhost:4566     virtual-host style, also bucket.s3.localhost
/// ```
package struct StorageRequest: Sendable {
  package enum Operation: Hashable, Sendable {
    case listBuckets
    case createBucket, deleteBucket, headBucket, bucketLocation
    case listObjects, listObjectsV2, listVersions, listUploads
    case deleteObjects, postForm
    case getObject, headObject, objectAttributes, putObject, copyObject, deleteObject
    case createUpload, uploadPart, completeUpload, abortUpload, listParts
    case setting(StorageSetting)
    /// A part of a bucket's or an object's configuration that is not built: its name in the query.
    case other(String)
  }

  package let operation: Operation
  package let method: String
  /// Empty for the list of buckets.
  package let bucket: String
  package var key: String
  package let query: HTTPQuery
  package let fields: HTTPFields
  /// Which it was signed for; nil where it was not.
  package let region: String?

  /// Errors: `MethodNotAllowed`.
  package init(_ head: HTTPRequestHead) throws(CloudError) {
    let path = PercentCoding.decoded(head.path).dropFirst()
    if let named = Self.bucket(ofHost: head.host) {
      (bucket, key) = (named, String(decoding: path, as: UTF8.self))
    } else {
      let name = path.prefix { $0 != UInt8(ascii: "/") }
      bucket = String(decoding: name, as: UTF8.self)
      key = String(decoding: path[name.endIndex...].dropFirst(), as: UTF8.self)
    }
    query = HTTPQuery(head.query)
    fields = head.fields
    method = head.method
    region = CloudScope(head.fields, head.query)?.region
    operation = try Self.operation(head.method, bucket, key, query, head.fields)
  }

  private static func bucket(ofHost host: String) -> String? {
    let name = Array(host.utf8).prefix { $0 != UInt8(ascii: ":") }
    guard let bucket = without(".localhost", name), bucket != Array("s3".utf8)[...] else { return nil }
    return String(decoding: without(".s3", bucket) ?? bucket, as: UTF8.self)
  }

  /// What stands in front of a suffix; nil where nothing does.
  private static func without(_ suffix: String, _ name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let count = suffix.utf8.count
    return name.count > count && name.suffix(count).elementsEqual(suffix.utf8) ? name.dropLast(count) : nil
  }

  /// What a query names besides objects, their lists and settings.
  private static let unbuilt = [
    "analytics", "intelligent-tiering", "inventory", "legal-hold", "metrics", "object-lock",
    "policyStatus", "restore", "retention", "select", "torrent",
  ]

  private static func operation(
    _ method: String, _ bucket: String, _ key: String, _ query: HTTPQuery, _ fields: HTTPFields
  ) throws(CloudError) -> Operation {
    let names = Set(query.items.map(\.name))
    if let part = unbuilt.first(where: names.contains) { return .other(part) }
    if let setting = StorageSetting.allCases.first(where: { names.contains($0.rawValue) }), !bucket.isEmpty {
      return .setting(setting)
    }
    if bucket.isEmpty {
      guard method == "GET" || method == "HEAD" else { throw .methodNotAllowed(method) }
      return .listBuckets
    }
    return key.isEmpty ? try onBucket(method, names, query) : try onObject(method, names, fields)
  }

  private static func onBucket(_ method: String, _ names: Set<String>, _ query: HTTPQuery) throws(CloudError)
    -> Operation
  {
    switch method {
    case "GET" where names.contains("location"): .bucketLocation
    case "GET" where names.contains("uploads"): .listUploads
    case "GET" where names.contains("versions"): .listVersions
    case "GET": query["list-type"] == "2" ? .listObjectsV2 : .listObjects
    case "HEAD": .headBucket
    case "PUT": .createBucket
    case "DELETE": .deleteBucket
    case "POST" where names.contains("delete"): .deleteObjects
    case "POST" where names.isEmpty: .postForm
    default: throw .methodNotAllowed(method)
    }
  }

  private static func onObject(
    _ method: String, _ names: Set<String>, _ fields: HTTPFields
  ) throws(CloudError) -> Operation {
    switch method {
    case "GET" where names.contains("attributes"): .objectAttributes
    case "GET": names.contains("uploadId") ? .listParts : .getObject
    case "HEAD": .headObject
    case "PUT" where names.contains("uploadId"): .uploadPart
    case "PUT": fields["x-amz-copy-source"] != nil ? .copyObject : .putObject
    case "DELETE": names.contains("uploadId") ? .abortUpload : .deleteObject
    case "POST" where names.contains("uploads"): .createUpload
    case "POST" where names.contains("uploadId"): .completeUpload
    default: throw .methodNotAllowed(method)
    }
  }
}

extension CloudError {
  package static func methodNotAllowed(_ method: String) -> CloudError {
    CloudError(
      "MethodNotAllowed", "The specified method is not allowed against this resource.", status: 405,
      details: ["Method": method])
  }

  package static func noSuchBucket(_ name: String) -> CloudError {
    CloudError("NoSuchBucket", "The specified bucket does not exist", status: 404, details: ["BucketName": name])
  }

  package static func noSuchKey(_ key: String) -> CloudError {
    CloudError("NoSuchKey", "The specified key does not exist.", status: 404, details: ["Key": key])
  }

  package static func noSuchVersion(_ id: String, of key: String) -> CloudError {
    CloudError(
      "NoSuchVersion", "The specified version does not exist.", status: 404, details: ["Key": key, "VersionId": id])
  }

  package static func noSuchUpload(_ id: String) -> CloudError {
    CloudError(
      "NoSuchUpload",
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
      status: 404, details: ["UploadId": id])
  }
}
